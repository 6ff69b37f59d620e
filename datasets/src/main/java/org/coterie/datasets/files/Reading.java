package org.coterie.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.zip.ZipException;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;

/** The reading of one file: whatever goes wrong is one exception of kind {@code DATA} that names it. */
public final class Reading {
    private static final int LONGEST = 300;

    private Reading() {}

    /** What reads. */
    @FunctionalInterface
    public interface Body<T> {
        T read() throws IOException;
    }

    /**
     * Performs a reading.
     *
     * @param file the file's own name, for messages
     */
    public static <T> T of(String file, Body<T> body) {
        try {
            return body.read();
        } catch (CoterieException told) {
            throw told;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        } catch (OutOfMemoryError e) {
            throw Fault.of("the table does not fit into memory")
                    .at(file)
                    .got(e.getMessage())
                    .expected("at most " + size(Runtime.getRuntime().maxMemory()))
                    .advise("give Java more with -Xmx, or save it as .npy, which is read from the disk as it is needed")
                    .as(CoterieException.Kind.DATA, e);
        } catch (RuntimeException e) {
            // a check that was forgotten is still a fault of this file to its user
            throw damaged(file).got(reason(e)).as(CoterieException.Kind.DATA, e);
        }
    }

    /** What is said of a file whose parts contradict each other. */
    public static Fault damaged(String file) {
        return Fault.of("the file is damaged").at(file);
    }

    /** Fails if so many bytes can never be had, before they are asked for. */
    public static void mustFit(String file, long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw Fault.of("the table does not fit into memory")
                    .at(file)
                    .got(size(bytes))
                    .expected("at most " + size(most))
                    .advise("give Java more with -Xmx, or save it as .npy, which is read from the disk as it is needed")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** The columns of a model for a file that has no names for its own; fails if they are not as many. */
    public static Features byCount(String file, int columns, Features wanted) {
        if (columns != wanted.width()) {
            throw Fault.of("the file has another width than the model")
                    .at(file)
                    .got(columns + " numbers in a row")
                    .expected(Integer.toString(wanted.width()))
                    .as(CoterieException.Kind.DATA);
        }
        return wanted;
    }

    private static CoterieException unreadable(String file, IOException e) {
        Fault fault;
        if (e instanceof CharacterCodingException) {
            fault = Fault.of("the file is not UTF-8 text").advise("save it as UTF-8");
        } else if (e instanceof ZipException) {
            fault = Fault.of("the compressed file is damaged").got(reason(e));
        } else if (e instanceof EOFException) {
            fault = Fault.of("the file ends too early");
        } else {
            fault = Fault.of("the file cannot be read").got(reason(e));
        }
        return fault.at(file).as(CoterieException.Kind.DATA, e);
    }

    /** Bytes for people. */
    public static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        String text = message == null ? e.getClass().getSimpleName() : message;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
