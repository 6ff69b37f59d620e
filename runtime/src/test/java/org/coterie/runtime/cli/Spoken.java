package org.coterie.runtime.cli;

import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.util.Modules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.coterie.runtime.plugins.Installed;

/** What a command said, and the code it returned. */
record Spoken(int code, String out, String err) {

    /** A command with what is built in. */
    static Spoken by(String... arguments) {
        return by(new CommandModule(), Map.of(), arguments);
    }

    /** A command with one small method, one format and one transform. */
    static Spoken withToys(String... arguments) {
        return with(Toys::installed, arguments);
    }

    /** A command with what is given. */
    static Spoken with(Provider<Installed> installed, String... arguments) {
        Module module = Modules.override(new CommandModule())
                .with(binder -> binder.bind(Installed.class).toProvider(installed));
        return by(module, Map.of(), arguments);
    }

    static Spoken by(Module module, Map<String, String> env, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env,
                false);
        int code = Main.run(arguments, shell, module);
        return new Spoken(code, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
