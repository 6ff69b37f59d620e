package org.coterie.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.coterie.api.CoterieException;

/**
 * Damages good files, repeatably, and watches what reading them does: a data set, or one exception of kind DATA with a
 * message of bearable length, in bounded time and memory. A thousand files, or as many as {@code -Dcoterie.fuzz=N} says;
 * a failure names sample and number, and {@code -Dcoterie.fuzz.first=NUMBER} begins there.
 *
 * <pre>{@code
 * Mutations.in(folder)
 *         .sample("a.npy", bytes)
 *         .sample("a.npy.gz", bytes, Mutations::gzip)
 *         .check(file -> format.settings(settings, folder).open(file, features));
 * }</pre>
 */
public final class Mutations {
    private static final int FILES = Integer.getInteger("coterie.fuzz", 1000);
    private static final int FIRST = Integer.getInteger("coterie.fuzz.first", 0);
    private static final long SECONDS = 5;
    private static final int LONGEST_MESSAGE = 5000;
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        Byte.MAX_VALUE,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Short.MIN_VALUE,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 8,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] WORDS = {
        "0", "-1", "1", "2147483647", "2147483648", "-2147483648", "99999999", "9223372036854775807", "1e400", "nan", ""
    };

    private record Sample(String name, byte[] bytes, UnaryOperator<byte[]> wrap) {}

    private final Path folder;
    private final List<Sample> samples = new ArrayList<>();

    private Mutations(Path folder) {
        this.folder = folder;
    }

    /** Damaged files are written to this folder, under their samples' names, and stay there after a failure. */
    public static Mutations in(Path folder) {
        return new Mutations(folder);
    }

    /** A good file to damage. */
    public Mutations sample(String name, byte[] bytes) {
        return sample(name, bytes, UnaryOperator.identity());
    }

    /** A good file that is damaged before it is packed, so that checksums of the packing don't hide the damage. */
    public Mutations sample(String name, byte[] bytes, UnaryOperator<byte[]> pack) {
        samples.add(new Sample(name, bytes.clone(), pack));
        return this;
    }

    /** Reads damaged files until one is taken badly or all have been read. */
    public void check(Consumer<Path> read) {
        ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "reader of damaged files");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int number = FIRST; number < FIRST + FILES; number++) {
                Sample sample = samples.get(number % samples.size());
                SplittableRandom random = new SplittableRandom(number);
                byte[] bytes = sample.bytes();
                int changes = 1 + random.nextInt(4);
                for (int c = 0; c < changes && bytes.length > 0; c++) {
                    bytes = damage(bytes, random);
                }
                byte[] stored = sample.wrap().apply(bytes);
                Path file = Files.write(folder.resolve(sample.name()), stored);
                long length = Math.max(stored.length, bytes.length);
                one(worker, () -> read.accept(file), length, sample.name() + ", number " + number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            worker.shutdownNow();
        }
    }

    private static void one(ExecutorService worker, Runnable read, long length, String which) {
        Future<Long> reading = worker.submit(() -> {
            long before = Allocated.byThisThread();
            try {
                read.run();
            } catch (CoterieException fault) {
                assertThat(fault.kind()).as(which).isEqualTo(CoterieException.Kind.DATA);
                assertThat(fault.getMessage().length())
                        .as("length of the message of " + which)
                        .isLessThan(LONGEST_MESSAGE);
            }
            return Allocated.byThisThread() - before;
        });
        try {
            // 64 MB for anyone's buffers; 1100 is about the most that deflate packs, 4 allows for a few copies
            assertThat(reading.get(SECONDS, TimeUnit.SECONDS))
                    .as("bytes allocated for " + which)
                    .isLessThan((64L << 20) + 4 * 1100 * length);
        } catch (TimeoutException e) {
            throw new AssertionError(which + " is not read within " + SECONDS + " seconds", e);
        } catch (ExecutionException e) {
            throw new AssertionError(which + " is taken badly: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** One change: bits, a byte, a length field, a number in text, a cut, or a block that moves, repeats or vanishes. */
    static byte[] damage(byte[] bytes, SplittableRandom random) {
        int n = bytes.length;
        // headers decide most, and they are short: half of all changes fall into the first 512 bytes
        int at = random.nextInt(random.nextBoolean() ? n : Math.min(n, 512));
        byte[] changed = bytes.clone();
        switch (random.nextInt(9)) {
            case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed[at] = (byte) random.nextInt(256);
            case 3, 4 -> extreme(changed, at, random);
            case 5 -> changed = word(bytes, at, random);
            case 6 -> changed = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : block(bytes, at, random);
            default -> changed = block(bytes, at, random);
        }
        return changed;
    }

    private static void extreme(byte[] bytes, int near, SplittableRandom random) {
        int width = 1 << random.nextInt(4);
        int at = random.nextBoolean() ? near : near / width * width;
        long value = EXTREMES[random.nextInt(EXTREMES.length)];
        if (random.nextInt(4) == 0) {
            value = (long) bytes.length + random.nextInt(-2, 3);
        }
        ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] field = ByteBuffer.allocate(8).order(order).putLong(value).array();
        int from = order == ByteOrder.BIG_ENDIAN ? 8 - width : 0;
        System.arraycopy(field, from, bytes, at, Math.min(width, bytes.length - at));
    }

    /** The digits at or after a place become another number. */
    private static byte[] word(byte[] bytes, int near, SplittableRandom random) {
        int from = near;
        while (from < bytes.length && !digit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && digit(bytes[to])) {
            to++;
        }
        return splice(bytes, from, to, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] block(byte[] bytes, int at, SplittableRandom random) {
        int length = Math.min(1 + random.nextInt(64), bytes.length - at);
        int from = random.nextInt(bytes.length - length + 1);
        byte[] other = Arrays.copyOfRange(bytes, from, from + length);
        return switch (random.nextInt(4)) {
            case 0 -> splice(bytes, at, at, other);
            case 1 -> splice(bytes, at, at + length, new byte[0]);
            case 2 -> splice(bytes, at, at + length, new byte[length]);
            default -> splice(bytes, at, at + length, other);
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
        byte[] changed = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, changed, 0, from);
        System.arraycopy(middle, 0, changed, from, middle.length);
        System.arraycopy(bytes, to, changed, from + middle.length, bytes.length - to);
        return changed;
    }

    /** Packs with gzip. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** What the virtual machine counts for a thread; by reflection, since no module of ours requires jdk.management. */
    private static final class Allocated {
        private static final Object BEAN = bean();

        static long byThisThread() {
            try {
                Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
                return (Long) type.getMethod("getThreadAllocatedBytes", long.class)
                        .invoke(BEAN, Thread.currentThread().getId());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no count of allocated bytes", e);
            }
        }

        private static Object bean() {
            try {
                return Class.forName("java.lang.management.ManagementFactory")
                        .getMethod("getThreadMXBean")
                        .invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no count of allocated bytes", e);
            }
        }
    }
}
