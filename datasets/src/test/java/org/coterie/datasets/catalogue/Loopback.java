package org.coterie.datasets.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of this machine alone, and what it was asked. */
final class Loopback implements AutoCloseable {
    /** What it does with a request. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    Loopback() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    Loopback answering(String path, Answer answer) {
        server.createContext(path, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String version = exchange.getRequestHeaders().getFirst("If-Range");
            asked.add(exchange.getRequestURI()
                    + (range == null ? "" : " " + range)
                    + (version == null ? "" : " if " + version));
            try (exchange) {
                answer.to(exchange);
            }
        });
        return this;
    }

    /** A file, whole or from where it is asked for. */
    Loopback serving(String path, byte[] content) {
        return answering(path, exchange -> send(exchange, content, content.length));
    }

    /** Sends up to a byte of the file, then hangs up. */
    static void send(HttpExchange exchange, byte[] content, int until) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(content) + "\"");
        String range = exchange.getRequestHeaders().getFirst("Range");
        String version = exchange.getRequestHeaders().getFirst("If-Range");
        boolean same = version == null || version.equals("\"" + Arrays.hashCode(content) + "\"");
        int from = range == null || !same ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        OutputStream body = exchange.getResponseBody();
        body.write(content, from, Math.max(0, until - from));
        body.flush();
    }

    /** Sends up to a byte of the file, then nothing, until the test is over. */
    void stall(HttpExchange exchange, byte[] content, int until) throws IOException {
        send(exchange, content, until);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    /** Paths with what part was asked for, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
