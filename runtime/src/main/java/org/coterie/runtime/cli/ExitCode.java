package org.coterie.runtime.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coterie.api.CoterieException;

/** What the process returns, so that scripts can tell cases apart. The numbers never change. */
enum ExitCode {
    OK(0, "all went well"),
    UNEXPECTED(1, "a bug, or doctor found something that keeps coterie from working"),
    CONFIG(2, "the command line or the configuration is wrong"),
    DATA(3, "the data cannot be used"),
    ARTIFACT(4, "a model, checkpoint or run folder is damaged, missing or of another version"),
    TRAINING(5, "training diverged or had to be given up"),
    BUSY(6, "another process is in the way, or a file cannot be written"),
    PLUGIN(7, "a method or plugin is broken"),
    CANCELLED(130, "stopped by Ctrl-C (143: by TERM); coterie resume goes on");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    static ExitCode of(CoterieException.Kind kind) {
        return switch (kind) {
            case CONFIG -> CONFIG;
            case DATA -> DATA;
            case PLUGIN -> PLUGIN;
            case ARTIFACT -> ARTIFACT;
            case TRAINING -> TRAINING;
            case BUSY -> BUSY;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Number and meaning of each, for the help. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode each : values()) {
            meanings.put(String.format(java.util.Locale.ROOT, "%3d", each.code), each.meaning);
        }
        return meanings;
    }
}
