package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The only class of the project that opens a connection. It follows few redirects and none to weaker places, takes no more
 * than it was told to, and waits no longer than it was told to. An {@code IOException} means that another attempt may help.
 */
final class Http {
    private static final int REDIRECTS = 5;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final long TELL_NANOS = 200_000_000L;

    private final Duration silence;

    @Nullable
    private HttpClient client;

    Http(Duration silence) {
        this.silence = silence;
    }

    /**
     * What to load.
     *
     * @param address http or https
     * @param limit bytes at most
     * @param pinned whether a checksum will tell if the pieces do not belong together
     */
    record Wanted(URI address, long limit, boolean pinned) {}

    /** Told how far it is. */
    @FunctionalInterface
    interface Watcher {
        void loaded(long bytes, long of);
    }

    /** Loads what is not there yet. */
    void load(Wanted wanted, Part part, Watcher watcher) throws IOException {
        boolean onward = part.begunAt(wanted.address())
                && (wanted.pinned() || part.validator().isPresent());
        long have = onward ? part.size() : 0;
        HttpResponse<InputStream> response = ask(wanted.address(), part, have);
        try (InputStream body = response.body()) {
            long announced =
                    response.headers().firstValueAsLong("content-length").orElse(-1);
            switch (response.statusCode()) {
                case 200 -> {
                    part.begin(wanted.address(), validator(response.headers()));
                    take(body, wanted, part, announced, watcher);
                }
                case 206 -> {
                    String range =
                            response.headers().firstValue("content-range").orElse("");
                    if (have == 0 || !range.startsWith("bytes " + have + "-")) {
                        part.discard();
                        throw new IOException("the server sends another part than was asked for");
                    }
                    take(body, wanted, part, announced < 0 ? -1 : have + announced, watcher);
                }
                case 416 -> {
                    String range =
                            response.headers().firstValue("content-range").orElse("");
                    if (!range.equals("bytes */" + have)) {
                        part.discard();
                        throw new IOException("the file has changed meanwhile");
                    }
                }
                default -> throw status(response);
            }
        }
    }

    private HttpResponse<InputStream> ask(URI address, Part part, long have) throws IOException {
        URI at = address;
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at)
                    .timeout(silence)
                    .header("User-Agent", "coterie")
                    .header("Accept-Encoding", "identity");
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
                part.validator().ifPresent(version -> request.header("If-Range", version));
            }
            HttpResponse<InputStream> response = send(request.build());
            if (!MOVED.contains(response.statusCode())) {
                return response;
            }
            response.body().close();
            at = redirected(address, at, response.headers());
        }
        throw Fault.of("more than " + REDIRECTS + " redirects")
                .at(address.toString())
                .advise("look whether the source has moved")
                .as(Kind.DATA);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(silence)
                    .build();
        }
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of("the download was interrupted")
                    .at(request.uri().toString())
                    .as(Kind.CANCELLED, e);
        }
    }

    /** From http to https or within one of them; never to a weaker or another scheme. */
    static URI redirected(URI address, URI at, HttpHeaders headers) {
        String location = headers.firstValue("location").orElse("");
        try {
            URI next = at.resolve(location);
            boolean safe = "https".equalsIgnoreCase(next.getScheme())
                    || ("http".equalsIgnoreCase(next.getScheme()) && "http".equalsIgnoreCase(at.getScheme()));
            if (!location.isEmpty() && safe && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // no address at all
        }
        throw Fault.of("a redirect that is not followed")
                .at(address.toString())
                .got(location.isEmpty() ? "no address" : location)
                .expected("an address of https" + ("http".equalsIgnoreCase(at.getScheme()) ? " or http" : ""))
                .as(Kind.DATA);
    }

    /** What names this version of the file for certain: a strong entity tag, else the date. */
    private static String validator(HttpHeaders headers) {
        return headers.firstValue("etag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("last-modified"))
                .orElse("");
    }

    private void take(InputStream body, Wanted wanted, Part part, long of, Watcher watcher) throws IOException {
        if (of > wanted.limit()) {
            throw tooLarge(wanted, part, of + " bytes announced");
        }
        byte[] buffer = new byte[1 << 16];
        try (OutputStream to = part.open();
                Watchdog watchdog = new Watchdog(body, silence)) {
            long told = System.nanoTime() - TELL_NANOS;
            for (int n = watchdog.read(buffer); n >= 0; n = watchdog.read(buffer)) {
                if (part.size() + n > wanted.limit()) {
                    throw tooLarge(wanted, part, "more");
                }
                part.append(to, buffer, n);
                if (System.nanoTime() - told >= TELL_NANOS) {
                    told = System.nanoTime();
                    watcher.loaded(part.size(), of);
                }
            }
        }
        if (of >= 0 && part.size() < of) {
            throw new IOException("the connection was closed after " + part.size() + " of " + of + " bytes");
        }
    }

    private static CoterieException tooLarge(Wanted wanted, Part part, String got) {
        part.discard();
        return Fault.of("the file is larger than it should be")
                .at(wanted.address().toString())
                .got(got)
                .expected("at most " + wanted.limit() + " bytes")
                .advise("nothing of it was kept; look whether the source has moved or changed")
                .as(Kind.DATA);
    }

    /** Servers that are overworked may recover; the other refusals stand. */
    private static CoterieException status(HttpResponse<?> response) throws IOException {
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            throw new IOException("the server answers " + status);
        }
        return Fault.of(status == 404 || status == 410 ? "there is no such file" : "the server refuses")
                .at(response.uri().toString())
                .got("status " + status)
                .advise("look whether the source has moved, or name a mirror: --mirror")
                .as(Kind.DATA);
    }
}
