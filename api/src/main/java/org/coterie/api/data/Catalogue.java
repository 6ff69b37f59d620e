package org.coterie.api.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A service: knows of public data sets and fetches them when asked, never otherwise. Found by ServiceLoader. Making one
 * opens nothing; {@link #entries} reads what is in its jar; {@link #fetch} alone goes to the network.
 */
public interface Catalogue {

    /** A short name, for example {@code papers}. */
    String id();

    /** The data sets, by different names, in the order to list them. */
    List<Entry> entries();

    /**
     * Puts the files of a data set into the folder {@code order.into()/name}, each whole and checked or not at all; what
     * was begun is continued, and what is there already and right is left alone. All that goes wrong is one
     * {@link org.coterie.api.CoterieException}: {@code CONFIG} where the order is at fault, {@code DATA} where the source
     * or the network is, {@code BUSY} where the folder is.
     *
     * @param name the name of an entry
     * @param order where to, and how much to trust
     * @param progress told in the calling thread, a few times a second at most
     * @return the files, or the folders where an archive was unpacked, in the order of the entry
     */
    List<Path> fetch(String name, Order order, Consumer<Progress> progress);

    /**
     * A data set.
     *
     * @param name lower case, for the command line
     * @param about one sentence: rows, columns, classes, paper
     * @param licence what its owners say of its use; {@code none stated} is an answer
     * @param downloads its files; empty where only a person can get them
     * @param byHand where to look and how the folder is laid out, where only a person can get it; else empty
     */
    record Entry(String name, String about, String licence, List<Download> downloads, String byHand) {

        /** Copies the list. */
        public Entry {
            downloads = List.copyOf(downloads);
            if (downloads.isEmpty() == byHand.isEmpty()) {
                throw new IllegalArgumentException(name + ": either downloads or what a person can do");
            }
        }
    }

    /**
     * A file of a data set.
     *
     * @param file its name, without folders
     * @param addresses where it is offered, the first to be tried first; at least one
     * @param bytes its size
     * @param checksum of the file as offered
     * @param unpack whether the archive is of use only unpacked
     */
    record Download(
            String file,
            List<Known<URI>> addresses,
            Optional<Known<Long>> bytes,
            Optional<Known<Checksum>> checksum,
            boolean unpack) {

        /** Copies the list. */
        public Download {
            addresses = List.copyOf(addresses);
            if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || addresses.isEmpty()) {
                throw new IllegalArgumentException("not a file with an address: " + file);
            }
        }
    }

    /**
     * A fact, and how far to trust it.
     *
     * @param <T> of what
     * @param value the fact
     * @param verified read from a source or computed from the file; otherwise recalled, to be taken with care
     */
    record Known<T>(T value, boolean verified) {}

    /** How a checksum is computed. */
    enum Algorithm {
        /** SHA-256, the one to pin. */
        SHA256("SHA-256", 64),
        /** SHA-1. */
        SHA1("SHA-1", 40),
        /** MD5: enough against accidents. */
        MD5("MD5", 32),
        /** The name git gives to a file: SHA-1 of {@code blob}, the size, a zero byte and the content. */
        GIT_BLOB("SHA-1", 40);

        private final String digest;
        private final int digits;

        Algorithm(String digest, int digits) {
            this.digest = digest;
            this.digits = digits;
        }

        /** The name Java has for it. */
        public String digest() {
            return digest;
        }
    }

    /**
     * A checksum.
     *
     * @param algorithm how it is computed
     * @param hex its hexadecimal digits, in lower case
     */
    record Checksum(Algorithm algorithm, String hex) {

        /** Checks the digits. */
        public Checksum {
            if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
                throw new IllegalArgumentException(
                        "a checksum of " + algorithm + " has " + algorithm.digits + " hexadecimal digits");
            }
        }

        /** Reads {@code sha256:…}, {@code sha1:…}, {@code md5:…} or {@code git-blob:…}; empty where it is none of them. */
        public static Optional<Checksum> parse(String text) {
            int colon = text.indexOf(':');
            for (Algorithm algorithm : Algorithm.values()) {
                String hex = text.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                if (colon > 0
                        && text.substring(0, colon).strip().equals(word(algorithm))
                        && hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
                    return Optional.of(new Checksum(algorithm, hex));
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return word(algorithm) + ":" + hex;
        }

        private static String word(Algorithm algorithm) {
            return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How to fetch.
     *
     * @param into the folder of all data sets; made where it is not there
     * @param mirror a folder or an address in the place of the public ones; empty for those
     * @param checksums what the user says of files, by their names; they stand above the catalogue's own
     * @param trustUnverified take files of which no checksum is known
     */
    record Order(Path into, Optional<String> mirror, Map<String, Checksum> checksums, boolean trustUnverified) {

        /** Copies the map. */
        public Order {
            checksums = Map.copyOf(checksums);
        }
    }

    /**
     * How far it is.
     *
     * @param file the file
     * @param step what is being done
     * @param bytes how many are there
     * @param of how many there will be; −1 where nobody knows
     */
    record Progress(String file, Step step, long bytes, long of) {}

    /** What is being done with a file. */
    enum Step {
        /** It was there already, and right. */
        PRESENT,
        /** It is loaded, or copied from a mirror. */
        LOADING,
        /** The source broke off, or failed; another attempt follows. */
        AGAIN,
        /** It is read again, for its checksum. */
        CHECKING,
        /** It is unpacked. */
        UNPACKING,
        /** It is in its place. */
        DONE
    }
}
