package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Reads a stream and closes it when nothing has come for a while; a read of Java's client would wait for ever. */
final class Watchdog implements AutoCloseable {
    private final InputStream in;
    private final Duration silence;
    private final Thread thread = new Thread(this::watch, "download watchdog");
    private volatile long heard = System.nanoTime();
    private volatile boolean barked;
    private volatile boolean over;

    Watchdog(InputStream in, Duration silence) {
        this.in = in;
        this.silence = silence;
        thread.setDaemon(true);
        thread.start();
    }

    int read(byte[] into) throws IOException {
        try {
            int n = in.read(into);
            heard = System.nanoTime();
            if (barked) {
                throw silent();
            }
            return n;
        } catch (IOException e) {
            if (barked) {
                throw silent();
            }
            throw e;
        }
    }

    private IOException silent() {
        return new IOException("nothing came for " + silence.toMillis() / 1000.0 + " s");
    }

    private void watch() {
        while (!over) {
            long left = silence.toNanos() - (System.nanoTime() - heard);
            if (left <= 0) {
                barked = true;
                try {
                    in.close();
                } catch (IOException e) {
                    // the read ends all the same
                }
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
