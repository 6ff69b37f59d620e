package org.coterie.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this project: a kind, by which programs and exit codes tell cases apart, and one or more
 * {@link Fault faults}, which people read. Several faults of one configuration or data file are reported together.
 */
public final class CoterieException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, coarsely. */
    public enum Kind {
        /** A setting is missing, unknown, out of range or contradicts another. */
        CONFIG,
        /** A data file or table cannot be used. */
        DATA,
        /** A method, layer, loss or plan is composed wrongly, or a plugin cannot be loaded. */
        PLUGIN,
        /** A saved model, checkpoint or run folder is damaged, missing or of another version. */
        ARTIFACT,
        /** Training diverged or had to be given up. */
        TRAINING,
        /** Another process or thread is in the way, or a file cannot be written. */
        BUSY,
        /** The user, or another thread, asked to stop; what was reached is saved. */
        CANCELLED
    }

    private final Kind kind;
    private final transient List<Fault> faults;

    /** An exception of one or more faults; {@code cause} may be null. */
    public CoterieException(Kind kind, List<Fault> faults, @Nullable Throwable cause) {
        super(text(faults), cause);
        this.kind = kind;
        this.faults = List.copyOf(faults);
    }

    /** An exception of one fault. */
    public static CoterieException of(Kind kind, Fault fault) {
        return new CoterieException(kind, List.of(fault), null);
    }

    /** What went wrong, coarsely. */
    public Kind kind() {
        return kind;
    }

    /** What went wrong, in full; at least one. */
    public List<Fault> faults() {
        return faults;
    }

    private static String text(List<Fault> faults) {
        if (faults.size() == 1) {
            return faults.get(0).toString();
        }
        StringBuilder text = new StringBuilder(faults.size() + " problems");
        for (int i = 0; i < faults.size(); i++) {
            text.append("\n\n")
                    .append(i + 1)
                    .append(") ")
                    .append(faults.get(i).toString().replace("\n", "\n   "));
        }
        return text.toString();
    }
}
