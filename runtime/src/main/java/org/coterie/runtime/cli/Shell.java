package org.coterie.runtime.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What the shell gives a command.
 *
 * @param out results
 * @param err progress, warnings and errors
 * @param env the environment
 * @param terminal whether {@code err} is a terminal, on which a line can be rewritten
 */
record Shell(PrintStream out, PrintStream err, Map<String, String> env, boolean terminal) {

    /** Copies the environment. */
    Shell {
        env = Map.copyOf(env);
    }

    /** A variable of the environment; empty where it is not set. */
    String variable(String name) {
        return env.getOrDefault(name, "");
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
