package org.coterie.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.coterie.runtime.Forked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event.WhatCase;
import org.tensorflow.proto.Summary;

class TensorBoardTest {
    @TempDir
    Path place;

    @Test
    void theFileBeginsAsThoseOfTensorFlow() throws IOException {
        byte[] bytes = Files.readAllBytes(write(List.of()));
        // length 24 and its checksum: the first twelve bytes of every event file TensorFlow writes
        assertThat(Arrays.copyOf(bytes, 12)).containsExactly(0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22);
        org.tensorflow.proto.Event first = read(bytes).get(0);
        assertThat(first.getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(first.getWallTime()).isEqualTo(1767355200.25);
    }

    @Test
    void theChecksumIsThatOfRfc3720() {
        // RFC 3720 B.4: CRC-32C of 32 bytes of zeros is 8a9136aa
        int masked = TfRecord.checksum(new byte[32], 32);
        assertThat(Integer.rotateLeft(masked - 0xa282ead8, 15)).isEqualTo(0x8a9136aa);
    }

    @Test
    void termsAndScoresBecomeScalars() throws IOException {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("reconstruction", 0.5);
        terms.put("gates", Double.NaN);
        List<Event> events = List.of(
                new Event.RunStarted("a", "idc", 0),
                new Event.Progress("first", 2, 4, 100, 40, terms),
                new Event.Progress("first", 2, 5, 100, 41, Map.of()),
                new Event.Metric("acc", 0.25));
        List<org.tensorflow.proto.Event> read = read(Files.readAllBytes(write(events)));
        assertThat(read).hasSize(3);
        assertThat(read.get(1).getStep()).isEqualTo(40);
        assertThat(read.get(1).getWhatCase()).isEqualTo(WhatCase.SUMMARY);
        assertThat(read.get(1).getSummary().getValueList())
                .extracting(Summary.Value::getTag, Summary.Value::getSimpleValue)
                .containsExactly(tuple("first/reconstruction", 0.5f), tuple("first/gates", Float.NaN));
        assertThat(read.get(2).getStep()).isEqualTo(40);
        assertThat(read.get(2).getSummary().getValue(0).getTag()).isEqualTo("metrics/acc");
    }

    @Test
    void eachProcessHasAFileOfItsOwn() throws IOException {
        Path first = write(List.of());
        Path second = write(List.of());
        assertThat(first.getFileName().toString()).startsWith("events.out.tfevents.1767355200.");
        assertThat(second.getFileName()).hasToString(first.getFileName() + ".1");
    }

    @Test
    void writingDoesNotLoadTheNativeLibrary() throws Exception {
        Path classes = place.resolve("classes.log");
        Process process = Forked.start(
                Writer.class,
                List.of("-Xlog:class+load:file=" + classes),
                place.resolve("events").toString());
        assertThat(process.waitFor()).isZero();
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("org.tensorflow.proto.Event "));
        assertThat(loaded).noneMatch(line -> line.contains("org.bytedeco") || line.contains("org.tensorflow.internal"));
    }

    /** Writes an event file in a JVM of its own. */
    static final class Writer {
        public static void main(String[] args) {
            try (TensorBoard board = new TensorBoard(Path.of(args[0]), JsonLinesTest.NOON)) {
                JsonLinesTest.ALL.forEach(board::on);
            }
        }
    }

    private Path write(List<Event> events) {
        try (TensorBoard board = new TensorBoard(place.resolve("events"), JsonLinesTest.NOON)) {
            events.forEach(board::on);
            return board.file();
        }
    }

    /** A reader written from the format's description, apart from the writer. */
    private static List<org.tensorflow.proto.Event> read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<org.tensorflow.proto.Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(masked(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(data);
            assertThat(in.getInt()).isEqualTo(masked(data));
            events.add(org.tensorflow.proto.Event.parseFrom(data));
        }
        return events;
    }

    private static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        long value = crc.getValue();
        return (int) (((value >>> 15) | ((value << 17) & 0xffffffffL)) + 0xa282ead8L);
    }
}
