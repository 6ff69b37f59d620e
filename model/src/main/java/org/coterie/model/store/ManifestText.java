package org.coterie.model.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * A manifest as bytes. The rule that finds damage must outlive every version, so it is about bytes and not about JSON:
 * the file ends with {@code "self": "HEX"}, a line feed, a closing brace and a line feed, and HEX is the SHA-256 of all
 * bytes before {@code "self"}.
 */
final class ManifestText {
    private static final long LIMIT = 64L << 20;
    private static final int TAIL = tail(new byte[0]).length;

    private ManifestText() {}

    static byte[] of(Manifest manifest) {
        Map<String, Object> files = new LinkedHashMap<>();
        manifest.files()
                .forEach((name, entry) -> files.put(name, Map.of("bytes", entry.length(), "sha256", entry.sha256())));
        files.replaceAll((name, entry) -> new TreeMap<>((Map<?, ?>) entry));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", manifest.format());
        all.put("version", manifest.version());
        all.put("meta", manifest.meta());
        all.put("files", files);
        all.put("self", "");
        String text = new String(Json.pretty(all), StandardCharsets.UTF_8);
        byte[] head = text.substring(0, text.lastIndexOf("\"self\"")).getBytes(StandardCharsets.UTF_8);
        byte[] tail = tail(head);
        byte[] bytes = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, bytes, head.length, tail.length);
        return bytes;
    }

    static Manifest read(Path file, Manifest.Format wanted) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Damage.LINK.at(file).as(Kind.ARTIFACT);
        }
        long length = Files.size(file);
        byte[] bytes = length > LIMIT ? new byte[0] : Files.readAllBytes(file);
        int head = bytes.length - TAIL;
        if (head < 0
                || !Arrays.equals(tail(Arrays.copyOf(bytes, head)), Arrays.copyOfRange(bytes, head, bytes.length))) {
            throw Damage.DAMAGED
                    .at(file)
                    .got(length + " bytes that do not end with their own SHA-256")
                    .advise("fetch the folder again from where it was made")
                    .as(Kind.ARTIFACT);
        }
        Map<String, Object> all = Json.object(bytes, file.toString());
        return parse(all, file, wanted);
    }

    private static Manifest parse(Map<String, Object> all, Path file, Manifest.Format wanted) {
        if (!(all.get("format") instanceof String format) || !(all.get("version") instanceof Long version)) {
            throw Damage.OTHER_FORMAT.at(file).expected(wanted.name()).as(Kind.ARTIFACT);
        }
        if (!format.equals(wanted.name())) {
            throw Damage.OTHER_FORMAT
                    .at(file)
                    .got(format)
                    .expected(wanted.name())
                    .as(Kind.ARTIFACT);
        }
        Fault fault = (version > wanted.newest() ? Damage.TOO_NEW : Damage.TOO_OLD)
                .at(file)
                .got(format + " version " + version)
                .expected("version " + wanted.oldest() + " to " + wanted.newest());
        if (version > wanted.newest()) {
            throw fault.advise("use the coterie that wrote it, or a later one").as(Kind.ARTIFACT);
        }
        if (version < wanted.oldest()) {
            throw fault.advise("open it with an older coterie, or make it anew").as(Kind.ARTIFACT);
        }
        return new Manifest(format, version.intValue(), files(all.get("files"), file), meta(all.get("meta"), file));
    }

    private static SortedMap<String, Manifest.Entry> files(Object files, Path file) {
        SortedMap<String, Manifest.Entry> entries = new TreeMap<>();
        if (files instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof Map<?, ?> entry
                        && entry.get("bytes") instanceof Long length
                        && entry.get("sha256") instanceof String sha256) {
                    entries.put((String) name, new Manifest.Entry(length, sha256));
                } else {
                    throw Damage.DAMAGED.at(file).got(name + ": " + value).as(Kind.ARTIFACT);
                }
            });
            return entries;
        }
        throw Damage.DAMAGED.at(file).expected("an object of files").as(Kind.ARTIFACT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> meta(Object meta, Path file) {
        if (meta instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw Damage.DAMAGED.at(file).expected("an object of metadata").as(Kind.ARTIFACT);
    }

    private static byte[] tail(byte[] head) {
        String hex = HexFormat.of().formatHex(Manifest.sha256().digest(head));
        return ("\"self\": \"" + hex + "\"\n}\n").getBytes(StandardCharsets.US_ASCII);
    }
}
