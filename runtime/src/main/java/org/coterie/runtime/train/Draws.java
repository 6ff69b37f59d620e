package org.coterie.runtime.train;

import java.util.HashMap;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Sampler;
import org.coterie.api.Stage;
import org.coterie.runtime.graph.Streams;

/** The rows of the steps of a stage, epoch after epoch; any step can be asked for, so a resumed run asks for the same. */
final class Draws {
    private final Stage.Train stage;
    private final String name;
    private final Streams streams;
    private final Desk desk;
    private final int rows;
    private final int batch;
    private final int perEpoch;
    private long known = -1;
    private Sampler.Draws epoch = Sampler.Draws.of(new int[0]);

    Draws(Stage.Train stage, String name, Streams streams, Desk desk, int rows) {
        this.stage = stage;
        this.name = name;
        this.streams = streams;
        this.desk = desk;
        this.rows = rows;
        this.batch = stage.sampler().batch(rows);
        this.perEpoch = stage.sampler().steps(rows);
    }

    int perEpoch() {
        return perEpoch;
    }

    /** Row numbers of {@code count} steps from {@code first} on; empty where every step takes all rows. */
    int[] rows(long first, int count) {
        return gather(first, count, "");
    }

    Map<String, int[]> partners(long first, int count) {
        Map<String, int[]> columns = new HashMap<>();
        for (String column : stage.sampler().partners()) {
            columns.put(column, gather(first, count, column));
        }
        return columns;
    }

    private int[] gather(long first, int count, String column) {
        if (stage.sampler().whole()) {
            return new int[0];
        }
        int[] all = new int[count * batch];
        for (int s = 0; s < count; s++) {
            Sampler.Draws now = epoch((first + s) / perEpoch);
            int[] from = column.isEmpty() ? now.rows() : now.partners().get(column);
            int offset = (int) ((first + s) % perEpoch) * batch;
            if (from == null || from.length < offset + batch) {
                throw Fault.of("a sampler drew too few rows")
                        .at("stage " + name + (column.isEmpty() ? "" : ", partner column " + column))
                        .got(from == null ? "none" : from.length + " rows")
                        .expected(perEpoch + " steps of " + batch)
                        .as(CoterieException.Kind.PLUGIN);
            }
            System.arraycopy(from, offset, all, s * batch, batch);
        }
        for (int row : all) {
            if (row < 0 || row >= rows) {
                throw Fault.of("a sampler drew a row that does not exist")
                        .at("stage " + name)
                        .got(row)
                        .expected("0 to " + (rows - 1))
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
        return all;
    }

    private Sampler.Draws epoch(long number) {
        if (number != known) {
            epoch = stage.sampler().epoch(stage.from() + number, streams.stream("draw/" + name + "/" + number), desk);
            known = number;
        }
        return epoch;
    }
}
