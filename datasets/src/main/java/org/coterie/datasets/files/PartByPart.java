package org.coterie.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * One reading of one binary file. Whatever a library or a damaged file makes of it, one data fault comes out, which names
 * the file and the part that was being read.
 */
public final class PartByPart {
    private static final int LONGEST = 160;

    private final String file;
    private String part = "";

    public PartByPart(String file) {
        this.file = file;
    }

    /** What reads. */
    @FunctionalInterface
    public interface Work<T> {
        T read() throws IOException;
    }

    /** From here on this part is read, such as {@code obs/donor}. */
    public void now(String which) {
        part = which;
    }

    /** File and part, for messages. */
    public String place() {
        return part.isEmpty() ? file : file + ", " + part;
    }

    /** Performs the reading. */
    public <T> T of(Work<T> work) {
        try {
            return work.read();
        } catch (CoterieException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (OutOfMemoryError e) {
            throw Fault.of("the memory of this process does not hold the data")
                    .at(place())
                    .advise("give it more, for example JAVA_TOOL_OPTIONS=-Xmx8g")
                    .as(CoterieException.Kind.DATA, e);
        } catch (RuntimeException | StackOverflowError e) {
            throw damaged(reason(e)).as(CoterieException.Kind.DATA, e);
        }
    }

    /** The part is not what the format says. */
    public Fault damaged(String got) {
        return Fault.of("the file is damaged, or of a kind that is not known here")
                .at(place())
                .got(got);
    }

    private CoterieException unreadable(IOException e) {
        Fault fault;
        if (e instanceof CharacterCodingException) {
            fault = Fault.of("the file is not UTF-8 text").at(place());
        } else if (e instanceof EOFException) {
            fault = damaged("it ends too early");
        } else if (e instanceof ZipException) {
            fault = damaged("packed bytes that cannot be unpacked");
        } else {
            fault = Fault.of("the file cannot be read").at(place()).got(reason(e));
        }
        return fault.as(CoterieException.Kind.DATA, e);
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        for (int depth = 0; depth < 50 && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
}
