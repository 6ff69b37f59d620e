package org.coterie.datasets.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Entry;
import org.coterie.api.data.Catalogue.Known;

/** Reads the list of data sets, a resource that people write; a mistake in it is ours, and a test finds it. */
final class Entries {
    private static final String VERIFIED = "verified";
    private static final String RECALLED = "recalled";

    private Entries() {}

    static List<Entry> shipped() {
        try (InputStream in = Objects.requireNonNull(Entries.class.getResourceAsStream("catalogue.conf"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Entry> parse(String text) {
        Config all = ConfigFactory.parseString(text).resolve(ConfigResolveOptions.noSystem());
        return all.getConfigList("entries").stream().map(Entries::entry).toList();
    }

    private static Entry entry(Config in) {
        List<Download> downloads = in.hasPath("files")
                ? in.getConfigList("files").stream().map(Entries::download).toList()
                : List.of();
        String byHand = in.hasPath("by-hand") ? in.getString("by-hand").strip() : "";
        return new Entry(in.getString("name"), in.getString("about"), in.getString("licence"), downloads, byHand);
    }

    private static Download download(Config in) {
        List<Known<URI>> addresses = new ArrayList<>();
        for (String section : List.of(VERIFIED, RECALLED)) {
            if (in.hasPath(section + ".addresses")) {
                in.getStringList(section + ".addresses")
                        .forEach(address -> addresses.add(new Known<>(URI.create(address), section.equals(VERIFIED))));
            }
        }
        return new Download(
                in.getString("file"),
                addresses,
                known(in, "bytes", Config::getLong),
                known(
                        in,
                        "checksum",
                        (config, path) -> Checksum.parse(config.getString(path))
                                .orElseThrow(() -> new IllegalArgumentException(config.getString(path)))),
                in.hasPath("unpack") && in.getBoolean("unpack"));
    }

    private static <T> Optional<Known<T>> known(Config in, String key, BiFunction<Config, String, T> read) {
        for (String section : List.of(VERIFIED, RECALLED)) {
            if (in.hasPath(section + "." + key)) {
                return Optional.of(new Known<>(read.apply(in, section + "." + key), section.equals(VERIFIED)));
            }
        }
        return Optional.empty();
    }
}
