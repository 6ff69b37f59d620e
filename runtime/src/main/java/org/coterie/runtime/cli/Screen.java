package org.coterie.runtime.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The error stream of this process: where it goes, whether that is a terminal, and how wide. */
final class Screen {
    private static final int COLUMNS = 80;

    private Screen() {}

    /**
     * The stream for people. TensorFlow writes to descriptor 2 from C++, two lines of which no setting silences, so the
     * launcher hands over a second descriptor of the same terminal or file in the place of standard input, and says so.
     * That one becomes {@link System#err}; closing descriptor 2 turns it to the null device, as Java does with the first
     * three.
     */
    static PrintStream err() {
        if (!onStandardInput()) {
            return System.err;
        }
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.in), true, charset());
        System.setErr(err);
        try (FileOutputStream silenced = new FileOutputStream(FileDescriptor.err)) {
            silenced.flush();
        } catch (IOException e) {
            // two lines more than wanted
        }
        return err;
    }

    /** Whether the stream of {@link #err} is a terminal. */
    static boolean isTerminal() {
        Path descriptor = Path.of("/proc/self/fd/" + (onStandardInput() ? 0 : 2));
        if (Files.isSymbolicLink(descriptor)) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return isTerminal(System.console());
    }

    /** From Java 22 on there is a console without a terminal, and a method that tells. */
    private static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The width of the terminal; 80 where nothing tells. */
    static int columns(Shell shell) {
        int given = number(shell.variable("COLUMNS"));
        if (given > 0 || !shell.terminal()) {
            return given > 0 ? given : COLUMNS;
        }
        int asked = number(asked());
        return asked > 0 ? asked : COLUMNS;
    }

    /** What {@code stty size} says of standard input: rows and columns. */
    private static String asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return "";
            }
            String size = new String(stty.getInputStream().readNBytes(20), StandardCharsets.US_ASCII).strip();
            return size.substring(size.indexOf(' ') + 1);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static boolean onStandardInput() {
        return Boolean.getBoolean("coterie.stderr-on-stdin");
    }

    private static Charset charset() {
        String name = System.getProperty("stderr.encoding", "");
        return Charset.isSupported(name.isEmpty() ? "UTF-8" : name)
                ? Charset.forName(name.isEmpty() ? "UTF-8" : name)
                : StandardCharsets.UTF_8;
    }
}
