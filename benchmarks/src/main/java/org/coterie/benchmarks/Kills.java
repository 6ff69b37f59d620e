package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.coterie.model.store.AtomicFiles;

/**
 * {@code kill -9}, again and again: a run of every method that has stages is killed at random times, right after
 * each stage, and after checkpoints, resumed, and killed again; what is left at the end must have the bits of a run that nobody killed.
 */
public final class Kills {
    private static final String FINISHED = "stage-finished";
    private static final String WRITTEN = "checkpoint-written";
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final List<String> SAME =
            List.of("assignments.csv", "centroids.csv", "metrics.json", "model/parameters.npz");

    /** Settings with which a run takes seconds and still has all of its stages. */
    private static final Map<String, String> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("deepwak", "k = 3, training { length = 200, restarts = 2 }");
        METHODS.put(
                "deepwak-block", "k = 3, training { length = 100, restarts = 1 }, block { heads = 3, follow-up = 40 }");
        METHODS.put("dewakss", "neighbours = 20, components = 3, groups = 2");
        METHODS.put("recurrent-deepwak", "k = 3, length = 600, width = 32");
        METHODS.put(
                "idc",
                "k = 3, open-epochs = 3, gated-epochs = 8, head-epochs = 10, batch = 50,"
                        + " networks { widths = [16, 16], head = 16, auxiliary = 16, gating = 8, embedding = 3 }");
        METHODS.put(
                "moesimvae",
                "k = 3, reconstruction = real, network { encoder = [16], code = 3, gate = [16], expert = [16] },"
                        + " similarity.neighbours { of = raw }, training { steps = 120, batch = 32 }");
        METHODS.put("tae", "k = 3, training { epochs = 60, restarts = 3 }");
        METHODS.put("ptae", "k = 3, training { epochs = 60, restarts = 3 }");
        METHODS.put("tvae", "k = 3, network.hidden = 16, training { epochs = 40, restarts = 2, batch = 50 }");
        METHODS.put("trbm", "k = 3, machine.hidden = 8, training { epochs = 15, restarts = 2 }");
        METHODS.put("autoencoder-kmeans", "k = 3, widths = [16], embedding = 2, steps = 200, batch = 50");
        METHODS.put("kmeans", "k = 3");
        METHODS.put(
                "ensemble",
                "k = 3, members = [{ method = deepwak, k = 3, training { length = 60, restarts = 1 } },"
                        + " { method = tae, k = 3, training { epochs = 20, restarts = 1 } }, { method = kmeans, k = 3 }]");
    }

    private final Path work;
    private final Commands commands;
    private final SplittableRandom random;
    private final Map<String, Integer> moments = new LinkedHashMap<>();
    private final Set<String> stages = new LinkedHashSet<>();
    private final Set<String> hit = new LinkedHashSet<>();
    private final Map<String, Integer> missed = new LinkedHashMap<>();
    private int attempts;

    private Kills(Path work, Path lib, long seed) {
        this.work = work;
        this.commands = new Commands(lib, work);
        this.random = new SplittableRandom(seed);
    }

    /** Arguments: the folder of jars; kills for each method; the seed; methods, or all of them. */
    public static void main(String[] arguments) throws Exception {
        Path lib = Path.of(arguments[0]).toAbsolutePath();
        int kills = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        List<String> methods = arguments.length > 3
                ? Arrays.asList(arguments).subList(3, arguments.length)
                : List.copyOf(METHODS.keySet());
        OUT.printf(Locale.ROOT, "%d kills for each method, seed %d%n", kills, seed);
        boolean same = true;
        for (String method : methods) {
            Path work = Files.createTempDirectory("coterie-kills");
            try {
                same &= new Kills(work, lib, seed * 31 + method.hashCode()).method(method, kills);
            } finally {
                AtomicFiles.delete(work);
            }
        }
        if (!same) {
            System.exit(1);
        }
    }

    private boolean method(String name, int kills) throws IOException, InterruptedException {
        String id = name.startsWith("deepwak") ? "deepwak" : name;
        Files.writeString(work.resolve("run.conf"), """
                method = %s
                seed = 3
                threads = 1
                data { file = "shipped:iris", label = species }
                transforms = [min-max]
                checkpoint { every-epochs = 1, every-seconds = 0, keep = 2 }
                report.enabled = false
                %s { %s }
                """.formatted(id, id, METHODS.get(name)));
        long began = System.nanoTime();
        Commands.Said whole = commands.run("run", "run.conf", "--quiet", "--set", "name=whole");
        long length = System.nanoTime() - began;
        if (whole.code() != 0) {
            OUT.println(name + ": the unbroken run fails: " + whole.err().strip());
            return false;
        }
        stages.addAll(events(work.resolve("runs/whole"), FINISHED));
        List<String> ends = new ArrayList<>();
        int chains = 0;
        int done = 0;
        while (done < kills && chains < 3 * kills) {
            done += chain("broken-" + chains, kills - done, length, ends);
            chains++;
        }
        if (done < kills) {
            ends.add("runs end before they can be killed");
        }
        OUT.printf(
                Locale.ROOT,
                "%-18s %d kills in %d runs: %s, after %d of %d stages; %s%n",
                name,
                done,
                chains,
                moments,
                hit.size(),
                stages.size(),
                ends.isEmpty() ? "all bits equal" : ends);
        return ends.isEmpty();
    }

    /** Kills one run until it ends or enough were done; gives the number of kills. */
    private int chain(String name, int most, long length, List<String> ends) throws IOException, InterruptedException {
        int done = 0;
        Path folder = work.resolve("runs").resolve(name);
        while (true) {
            Process process = begin(folder, name);
            boolean killed = done < most && kill(process, folder, length);
            if (killed) {
                done++;
                continue;
            }
            Commands.Said said = commands.finish(process);
            if (said.code() != 0) {
                ends.add(name + " after " + done + " kills ends with " + said.code() + ": "
                        + said.err().strip());
                return done;
            }
            for (String file : SAME) {
                if (Files.mismatch(
                                folder.resolve(file), work.resolve("runs/whole").resolve(file))
                        >= 0) {
                    ends.add(name + " after " + done + " kills: another " + file);
                }
            }
            return done;
        }
    }

    private Process begin(Path folder, String name) throws IOException {
        if (Files.exists(folder.resolve("resolved.conf"))) {
            return commands.start("resume", folder.toString(), "--quiet");
        }
        AtomicFiles.delete(folder); // killed before there was anything to resume
        return commands.start("run", "run.conf", "--quiet", "--set", "name=" + name);
    }

    /** Waits for a moment and kills; false where the process was gone before. */
    private boolean kill(Process process, Path folder, long length) throws IOException, InterruptedException {
        int turn = attempts++ % 3;
        long until = System.nanoTime() + (long) (length * random.nextDouble());
        int further = turn == 1 ? random.nextInt(4) : 0;
        long before = (long) events(folder, turn == 0 ? FINISHED : WRITTEN).size() + further;
        Set<String> passed = new HashSet<>(events(folder, FINISHED));
        // a stage nobody was killed after yet; if the run is past all of those, any
        String wanted = stages.stream()
                .filter(stage -> !passed.contains(stage) && !hit.contains(stage) && missed.getOrDefault(stage, 0) < 5)
                .findFirst()
                .orElse("");
        while (process.isAlive()) {
            boolean now = switch (turn) {
                case 0 ->
                    wanted.isEmpty()
                            ? events(folder, FINISHED).size() > before
                            : events(folder, FINISHED).contains(wanted);
                case 1 -> events(folder, WRITTEN).size() > before;
                default -> System.nanoTime() > until;
            };
            if (now) {
                process.destroyForcibly().waitFor(); // SIGKILL
                if (process.exitValue() != 137) {
                    return false;
                }
                if (turn == 0) {
                    List<String> finished = events(folder, FINISHED);
                    hit.add(finished.get(finished.size() - 1));
                }
                moments.merge(
                        List.of("after a stage", "after a checkpoint", "at any time")
                                .get(turn),
                        1,
                        Integer::sum);
                return true;
            }
            Thread.sleep(1);
        }
        if (turn == 0 && !wanted.isEmpty()) {
            missed.merge(
                    wanted, 1, Integer::sum); // ended before it was seen: after a few of these another has its turn
        }
        return false;
    }

    /** The stages of the events of a kind in the log, or what else the line says; as many as there are events. */
    private static List<String> events(Path folder, String kind) throws IOException {
        Path log = folder.resolve("log.jsonl");
        if (!Files.exists(log)) {
            return List.of();
        }
        // the last line may be half written, so bytes and not characters, and only lines that end
        String text = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains('"' + kind + '"'))
                .map(line -> line.replaceAll(".*\"stage\"\\s*:\\s*\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
