package org.coterie.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** 8xx, continued: streams, logging, network, threads of somebody else. */
final class Guest {

    private Guest() {}

    static List<Check> checks() {
        return List.of(
                Check.required(807, "a fit leaves the streams of the process alone", trial -> {
                    InputStream in = System.in;
                    PrintStream out = System.out;
                    PrintStream err = System.err;
                    trial.fit(trial.data(), 1).close();
                    boolean same = System.in == in && System.out == out && System.err == err;
                    System.setIn(in);
                    System.setOut(out);
                    System.setErr(err);
                    Claim.that(same, "System.in, out or err is another");
                }),
                Check.required(808, "a fit leaves the logging of the process alone", trial -> {
                    Logger root = LogManager.getLogManager().getLogger("");
                    Level level = root.getLevel();
                    List<Handler> handlers = Arrays.asList(root.getHandlers());
                    trial.fit(trial.data(), 1).close();
                    Level after = root.getLevel();
                    List<Handler> handlersAfter = Arrays.asList(root.getHandlers());
                    root.setLevel(level);
                    Claim.equal(after, level, "the level of the root logger");
                    Claim.equal(handlersAfter, handlers, "the handlers of the root logger");
                }),
                Check.required(809, "a fit calls nobody over the network", trial -> {
                    List<URI> called = new CopyOnWriteArrayList<>();
                    ProxySelector before = ProxySelector.getDefault();
                    ProxySelector.setDefault(new ProxySelector() {
                        @Override
                        public List<Proxy> select(URI uri) {
                            called.add(uri);
                            return List.of(Proxy.NO_PROXY);
                        }

                        @Override
                        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
                    });
                    try {
                        trial.fit(trial.data(), 1).close();
                    } finally {
                        ProxySelector.setDefault(before);
                    }
                    Claim.that(called.isEmpty(), "called: " + called);
                }),
                Check.required(810, "a fit gives the thread back as it was", trial -> {
                    Thread here = Thread.currentThread();
                    String name = here.getName();
                    ClassLoader loader = here.getContextClassLoader();
                    trial.fit(trial.data(), 1).close();
                    String after = here.getName();
                    boolean same = here.getContextClassLoader() == loader;
                    here.setName(name);
                    here.setContextClassLoader(loader);
                    Claim.equal(after, name, "the name of the thread");
                    Claim.that(same, "another context class loader");
                }));
    }
}
