package org.coterie.datasets.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Catalogue.Algorithm;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Entry;
import org.coterie.api.data.Catalogue.Known;
import org.coterie.api.data.Catalogue.Order;
import org.coterie.api.data.Catalogue.Progress;
import org.coterie.api.data.Catalogue.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The downloader against a server of this machine that misbehaves; nothing leaves the machine. */
class FetchTest {
    private static final Patience SHORT = new Patience(Duration.ofMillis(400), 2, 1 << 20);

    private final byte[] content = new byte[300_000];
    private final List<Progress> told = new ArrayList<>();

    @TempDir
    Path into;

    private Loopback server;

    @BeforeEach
    void aServerWithAFile() throws IOException {
        new SplittableRandom(5).nextBytes(content);
        server = new Loopback();
    }

    @AfterEach
    void theServerEnds() {
        server.close();
    }

    static Checksum sha256(byte[] bytes) {
        try {
            return new Checksum(
                    Algorithm.SHA256,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Download file(URI... addresses) {
        return new Download(
                "a.bin",
                Stream.of(addresses).map(address -> new Known<>(address, true)).toList(),
                Optional.of(new Known<>((long) content.length, true)),
                Optional.of(new Known<>(sha256(content), true)),
                false);
    }

    private Order order() {
        return new Order(into, Optional.empty(), Map.of(), false);
    }

    private List<Path> fetch(Download download) {
        return fetch(download, order());
    }

    private List<Path> fetch(Download download, Order order) {
        Entry entry = new Entry("set", "a set", "none", List.of(download), "");
        return PaperCatalogue.fetch(entry, order, told::add, SHORT);
    }

    private CoterieException failure(Download download, Order order) {
        return catchThrowableOfType(CoterieException.class, () -> fetch(download, order));
    }

    private String says(Download download) {
        CoterieException failure = failure(download, order());
        return (failure.kind() + "\n" + failure.getMessage() + "\n")
                .replace(server.address("").toString(), "SERVER")
                .replace(into.toString(), "INTO");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(into.resolve("set"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileIsLoadedCheckedAndPutIntoItsPlace() throws IOException {
        server.serving("/a", content);
        List<Path> files = fetch(file(server.address("/a")));

        assertThat(files).containsExactly(into.resolve("set/a.bin"));
        assertThat(files.get(0)).hasBinaryContent(content);
        assertThat(left()).containsExactly("a.bin");
        assertThat(told).extracting(Progress::step).startsWith(Step.LOADING).endsWith(Step.CHECKING, Step.DONE);
        assertThat(told.get(0).of()).isEqualTo(content.length);
    }

    @Test
    void whatIsThereAlreadyIsCheckedAndNotLoadedAgain() {
        server.serving("/a", content);
        fetch(file(server.address("/a")));
        told.clear();
        fetch(file(server.address("/a")));

        assertThat(server.asked()).containsExactly("/a");
        assertThat(told).extracting(Progress::step).containsExactly(Step.CHECKING, Step.PRESENT);
    }

    @Test
    void anotherFileInTheWayIsLeftAlone() throws IOException {
        server.serving("/a", content);
        Files.createDirectories(into.resolve("set"));
        Files.writeString(into.resolve("set/a.bin"), "mine");

        assertThat(says(file(server.address("/a"))))
                .startsWith("BUSY\nINTO/set/a.bin: another file of that name is in the way\n  got:      sha256:");
        assertThat(into.resolve("set/a.bin")).hasContent("mine");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aWrongChecksumIsRefusedAndNothingIsKept() throws IOException {
        byte[] other = content.clone();
        other[123_456] ^= 1;
        server.serving("/a", other);

        assertThat(says(file(server.address("/a")))).isEqualTo("""
                DATA
                SERVER/a: the file is another one than the catalogue knows
                  got:      %s
                  expected: %s
                  try:      nothing of it was kept; look whether the source has moved or changed
                """.formatted(sha256(other), sha256(content)));
        assertThat(left()).isEmpty();
    }

    @Test
    void theNextAddressIsTriedWhereOneFails() {
        server.answering("/gone", exchange -> Loopback.status(exchange, 404)).serving("/a", content);

        assertThat(fetch(file(server.address("/gone"), server.address("/a")))).hasSize(1);
        assertThat(server.asked()).containsExactly("/gone", "/a");
    }

    @Test
    void aMissingFileIsSaidWithItsAddress() throws IOException {
        server.answering("/gone", exchange -> Loopback.status(exchange, 404));

        assertThat(says(file(server.address("/gone")))).isEqualTo("""
                DATA
                SERVER/gone: there is no such file
                  got:      status 404
                  try:      look whether the source has moved, or name a mirror: --mirror
                """);
        assertThat(left()).isEmpty();
    }

    @Test
    void aBrokenConnectionIsTakenUpWhereItBroke() {
        AtomicInteger calls = new AtomicInteger();
        server.answering(
                "/a",
                exchange -> Loopback.send(exchange, content, calls.getAndIncrement() == 0 ? 100_000 : content.length));

        assertThat(fetch(file(server.address("/a"))).get(0)).hasBinaryContent(content);
        assertThat(told).extracting(Progress::step).contains(Step.AGAIN);
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(1)).matches("/a bytes=[0-9]+- if \"-?[0-9]+\"");
    }

    @Test
    void anotherProcessGoesOnWhereOneGaveUp() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        server.answering("/a", exchange -> {
            switch (calls.getAndIncrement()) {
                case 0 -> Loopback.send(exchange, content, 100_000);
                case 1, 2 -> Loopback.status(exchange, 503);
                default -> Loopback.send(exchange, content, content.length);
            }
        });

        assertThat(says(file(server.address("/a"))))
                .startsWith(
                        "DATA\nSERVER/a: the connection breaks again and again\n  got:      the server answers 503\n")
                .contains(" bytes are kept; the same command goes on from there");
        assertThat(left()).containsExactly("a.bin.part", "a.bin.part.from");
        long kept = Files.size(into.resolve("set/a.bin.part"));

        assertThat(fetch(file(server.address("/a"))).get(0)).hasBinaryContent(content);
        assertThat(server.asked().get(3)).startsWith("/a bytes=" + kept + "-");
        assertThat(left()).containsExactly("a.bin");
    }

    @Test
    void aFileThatChangedMeanwhileIsLoadedFromItsBeginning() throws IOException {
        Files.createDirectories(into.resolve("set"));
        Files.write(into.resolve("set/a.bin.part"), new byte[500]);
        Files.writeString(into.resolve("set/a.bin.part.from"), server.address("/a") + "\n\"older\"\n");
        server.serving("/a", content);

        assertThat(fetch(file(server.address("/a"))).get(0)).hasBinaryContent(content);
        assertThat(server.asked()).containsExactly("/a bytes=500- if \"older\"");
    }

    @Test
    void aSpoiledRestIsNotedByTheChecksumAndLoadedOnceMore() throws IOException {
        Files.createDirectories(into.resolve("set"));
        Files.write(into.resolve("set/a.bin.part"), new byte[500]);
        Files.writeString(into.resolve("set/a.bin.part.from"), server.address("/a") + "\n\n");
        server.serving("/a", content);

        assertThat(fetch(file(server.address("/a"))).get(0)).hasBinaryContent(content);
        assertThat(server.asked()).containsExactly("/a bytes=500-", "/a");
    }

    @Test
    void aServerThatFallsSilentIsLeft() {
        server.answering("/a", exchange -> server.stall(exchange, content, 1000));

        assertThat(says(file(server.address("/a"))))
                .startsWith("DATA\nSERVER/a: the connection breaks again and again\n")
                .contains("nothing came for 0.4 s", "bytes are kept");
    }

    @Test
    void aCircleOfRedirectsEnds() {
        server.answering("/a", exchange -> Loopback.redirect(exchange, "/a"));

        assertThat(says(file(server.address("/a")))).startsWith("DATA\nSERVER/a: more than 5 redirects\n");
        assertThat(server.asked()).hasSize(6);
    }

    @Test
    void aRedirectWithinTheSchemeIsFollowed() {
        server.answering("/old", exchange -> Loopback.redirect(exchange, "/a")).serving("/a", content);

        assertThat(fetch(file(server.address("/old"))).get(0)).hasBinaryContent(content);
    }

    @Test
    void aRedirectToAnotherSchemeIsNotFollowed() throws IOException {
        Path secret = Files.write(into.resolve("secret"), content);
        server.answering(
                        "/a",
                        exchange -> Loopback.redirect(exchange, secret.toUri().toString()))
                .answering("/b", exchange -> Loopback.redirect(exchange, "ftp://127.0.0.1/a"));

        assertThat(says(file(server.address("/a")))).startsWith("DATA\nSERVER/a: a redirect that is not followed\n");
        assertThat(says(file(server.address("/b")))).isEqualTo("""
                DATA
                SERVER/b: a redirect that is not followed
                  got:      ftp://127.0.0.1/a
                  expected: an address of https or http
                """);
    }

    private static String redirected(String from, String to) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Location", List.of(to)), (name, value) -> true);
        try {
            return Http.redirected(URI.create(from), URI.create(from), headers).toString();
        } catch (CoterieException e) {
            return "refused";
        }
    }

    @Test
    void aRedirectMayStrengthenTheSchemeAndNeverWeakensIt() {
        assertThat(redirected("http://a.org/x", "https://b.org/y")).isEqualTo("https://b.org/y");
        assertThat(redirected("https://a.org/x/", "y")).isEqualTo("https://a.org/x/y");
        assertThat(redirected("https://a.org/x", "//b.org/y")).isEqualTo("https://b.org/y");
        assertThat(redirected("https://a.org/x", "http://a.org/x")).isEqualTo("refused");
        assertThat(redirected("https://a.org/x", "jar:file:/etc/passwd")).isEqualTo("refused");
        assertThat(redirected("https://a.org/x", "https:///y")).isEqualTo("refused");
        assertThat(redirected("https://a.org/x", "a b")).isEqualTo("refused");
    }

    @Test
    void aFileThatIsTooLargeIsStopped() throws IOException {
        byte[] larger = new byte[content.length + 1];
        server.serving("/announced", larger).answering("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(larger);
            }
        });

        assertThat(says(file(server.address("/announced")))).isEqualTo("""
                DATA
                SERVER/announced: the file is larger than it should be
                  got:      300001 bytes announced
                  expected: at most 300000 bytes
                  try:      nothing of it was kept; look whether the source has moved or changed
                """);
        assertThat(says(file(server.address("/chunked")))).contains("  got:      more\n");
        assertThat(left()).isEmpty();
    }

    @Test
    void aFileOfUnknownSizeHasALimitToo() {
        byte[] flood = new byte[(1 << 20) + 1];
        server.serving("/a", flood);
        Download download = new Download(
                "a.bin", List.of(new Known<>(server.address("/a"), true)), Optional.empty(), Optional.empty(), false);

        assertThat(failure(download, new Order(into, Optional.empty(), Map.of(), true))
                        .getMessage())
                .contains("larger than it should be", "at most 1048576 bytes");
    }

    @Test
    void anUnknownChecksumIsRefusedUnlessTheUserBringsOneOrTrusts() {
        server.serving("/a", content);
        Download unknown = new Download(
                "a.bin", List.of(new Known<>(server.address("/a"), false)), Optional.empty(), Optional.empty(), false);

        assertThat(says(unknown)).isEqualTo("""
                CONFIG
                set/a.bin: nothing is known to check this file by
                  expected: a checksum
                  try:      --checksum sha256:HEX if you know it, or --trust-unverified if you trust the source
                """);
        assertThat(server.asked()).isEmpty();

        Order wrong = new Order(into, Optional.empty(), Map.of("a.bin", sha256(new byte[1])), false);
        assertThat(failure(unknown, wrong).kind()).isEqualTo(CoterieException.Kind.DATA);
        Order right = new Order(into, Optional.empty(), Map.of("a.bin", sha256(content)), false);
        assertThat(fetch(unknown, right).get(0)).hasBinaryContent(content);

        Order trusting = new Order(into.resolve("2"), Optional.empty(), Map.of(), true);
        assertThat(fetch(unknown, trusting).get(0)).hasBinaryContent(content);
    }

    @Test
    void aChecksumForAFileThatTheSetDoesNotHaveIsAMistake() {
        Order order = new Order(into, Optional.empty(), Map.of("b.bin", sha256(content)), false);

        assertThat(failure(file(server.address("/a")), order).getMessage())
                .isEqualTo("--checksum: set has no such file\n  got:      b.bin\n  expected: a.bin");
    }

    @Test
    void theNameGitGivesAFileIsAChecksum() throws IOException {
        // git hash-object of a file that holds "hello" and a line feed
        Path file = Files.writeString(into.resolve("hello"), "hello\n");
        assertThat(Digests.of(file, Algorithm.GIT_BLOB))
                .hasToString("git-blob:ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(Digests.of(file, Algorithm.MD5)).hasToString("md5:b1946ac92492d2347c6235b4d2611184");
    }

    @Test
    void aMirrorThatIsAFolderNeedsNoNetwork() throws IOException {
        Path mirror = Files.createDirectories(into.resolve("mirror"));
        Files.createDirectories(mirror.resolve("other"));
        Files.write(mirror.resolve("other/a.bin"), new byte[content.length]);
        Path renamed = Files.write(mirror.resolve("renamed"), content);
        Order order = new Order(into, Optional.of(mirror.toString()), Map.of(), false);
        Download download = file(server.address("/a"));

        assertThat(fetch(download, order).get(0)).hasBinaryContent(content);
        assertThat(server.asked()).isEmpty();

        Files.delete(into.resolve("set/a.bin"));
        Files.delete(renamed);
        assertThat(failure(download, order).getMessage())
                .contains(
                        "the mirror's file of that name is another one",
                        sha256(content).toString());
        Files.delete(mirror.resolve("other/a.bin"));
        assertThat(failure(download, order).getMessage()).contains("the mirror does not have this file");
    }

    @Test
    void aMirrorMayBeAServer() {
        server.serving("/mirror/set/a.bin", content);
        Order order = new Order(into, Optional.of(server.address("/mirror").toString()), Map.of(), false);

        assertThat(fetch(file(server.address("/never")), order).get(0)).hasBinaryContent(content);
        assertThat(server.asked()).containsExactly("/mirror/set/a.bin");
    }

    @Test
    void aMirrorThatIsNotThereIsSaid() {
        Order order = new Order(into, Optional.of("nowhere"), Map.of(), false);
        assertThat(failure(file(server.address("/a")), order).getMessage()).contains("there is no such mirror");
    }

    @Test
    void oneProcessAtATimeFetchesIntoAFolder() {
        try (Disk mine = Disk.open(into.resolve("set"))) {
            assertThat(mine).isNotNull();
            assertThat(says(file(server.address("/a"))))
                    .startsWith("BUSY\nINTO/set: something else is fetching into this folder\n");
        }
    }

    @Test
    void whatOnlyAPersonCanGetIsExplained() {
        Entry entry = new Entry("set", "a set", "none", List.of(), "Ask its owners.\nPut it there.");
        CoterieException failure = catchThrowableOfType(
                CoterieException.class, () -> PaperCatalogue.fetch(entry, order(), told::add, SHORT));
        assertThat(failure.getMessage())
                .isEqualTo("only a person can get set\n  expected: Ask its owners.\n            Put it there.");
    }
}
