package org.coterie.runtime.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.coterie.model.store.Host;
import org.coterie.model.store.IoFaults;
import org.tensorflow.proto.Summary;

/**
 * Event files as TensorBoard reads them: every loss term of a stage as the scalar {@code stage/term} over the steps of the
 * run, every score as {@code metrics/name} at the last step. Each process of a run writes a file of its own; TensorBoard
 * joins them.
 */
public final class TensorBoard implements Listener {
    private final Path file;
    private final InstantSource clock;
    private final OutputStream out;
    private long step;

    /** Begins an event file in a folder, which is made if need be. */
    public TensorBoard(Path folder, InstantSource clock) {
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            String name = String.format(
                    Locale.ROOT, "events.out.tfevents.%010d.%s", clock.instant().getEpochSecond(), Host.name());
            this.file = vacant(folder, name);
            // unbuffered: an event is one write, so that TensorBoard never sees half a record for long
            this.out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw IoFaults.cannotWrite(folder, e);
        }
        write(event().setFileVersion("brain.Event:2"));
    }

    /** The event file. */
    public Path file() {
        return file;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Progress e && !e.terms().isEmpty()) {
            step = e.step();
            Summary.Builder summary = Summary.newBuilder();
            for (Map.Entry<String, Double> term : e.terms().entrySet()) {
                summary.addValue(scalar(e.stage() + "/" + term.getKey(), term.getValue()));
            }
            write(event().setStep(step).setSummary(summary));
        } else if (event instanceof Event.Metric e) {
            Summary.Builder summary = Summary.newBuilder().addValue(scalar("metrics/" + e.name(), e.value()));
            write(event().setStep(step).setSummary(summary));
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw IoFaults.cannotWrite(file, e);
        }
    }

    private org.tensorflow.proto.Event.Builder event() {
        Instant now = clock.instant();
        return org.tensorflow.proto.Event.newBuilder().setWallTime(now.getEpochSecond() + now.getNano() / 1e9);
    }

    private static Summary.Value.Builder scalar(String tag, double value) {
        return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value);
    }

    private void write(org.tensorflow.proto.Event.Builder event) {
        try {
            out.write(TfRecord.of(event.build().toByteArray()));
        } catch (IOException e) {
            throw IoFaults.cannotWrite(file, e);
        }
    }

    /** A run resumed within the second needs another name; TensorBoard reads files in the order of names. */
    private static Path vacant(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        for (int i = 1; Files.exists(file); i++) {
            file = folder.resolve(name + "." + i);
        }
        return Files.createFile(file);
    }
}
