package org.coterie.runtime.events;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;

/**
 * A log with one JSON object a line: {@code time} in UTC, {@code event}, and what the event tells. Every line is handed
 * to the system before the run goes on. After a kill the steps since the last checkpoint appear a second time.
 */
public final class JsonLines implements Listener {
    private final Path file;
    private final InstantSource clock;
    private final OutputStream out;

    /** Appends to a log, or begins one; what a killed process left of its last line is cut off first. */
    public JsonLines(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        try {
            mend(file);
            // unbuffered: an event is one write, so that a kill tears no more than the last line
            out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw IoFaults.cannotWrite(file, e);
        }
    }

    @Override
    public void on(Event event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.putAll(EventJson.of(event));
        try {
            out.write((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw IoFaults.cannotWrite(file, e);
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

    /** Cuts off lines at the end that are not whole: no line feed, or not JSON, as a power failure may leave them. */
    private static void mend(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                long start = afterLineFeed(file, end - 1);
                if (isWhole(file, start, end)) {
                    break;
                }
                end = start;
            }
            if (end < file.length()) {
                file.setLength(end);
            }
        }
    }

    private static boolean isWhole(RandomAccessFile file, long start, long end) throws IOException {
        byte[] line = new byte[Math.toIntExact(Math.min(end - start, 1 << 24))];
        file.seek(start);
        file.readFully(line);
        if (line[line.length - 1] != '\n') {
            return false;
        }
        try {
            Json.object(line, "log");
            return true;
        } catch (CoterieException e) {
            return false;
        }
    }

    /** The place after the last line feed before a place, in steps of a block. */
    private static long afterLineFeed(RandomAccessFile file, long before) throws IOException {
        byte[] block = new byte[1 << 13];
        for (long end = before; end > 0; ) {
            int length = (int) Math.min(block.length, end);
            file.seek(end - length);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }
}
