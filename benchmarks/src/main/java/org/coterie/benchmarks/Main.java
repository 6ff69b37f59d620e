package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.model.store.Json;

/** The benchmark's command line; see {@code benchmarks/run --help}. */
public final class Main {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    private static final class Options {
        int rounds = 5;
        long seed = 1;
        String python = Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
        List<String> only = List.of();
        Optional<String> child = Optional.empty();
        boolean record = true;
        Path root = Path.of("");

        static Options of(String[] args) {
            Options o = new Options();
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--rounds" -> o.rounds = Integer.parseInt(value(args, ++i));
                    case "--seed" -> o.seed = Long.parseLong(value(args, ++i));
                    case "--python" -> o.python = value(args, ++i);
                    case "--only" -> o.only = Arrays.asList(value(args, ++i).split(",", -1));
                    case "--child" -> o.child = Optional.of(value(args, ++i));
                    case "--root" -> o.root = Path.of(value(args, ++i));
                    case "--no-record" -> o.record = false;
                    default -> throw new IllegalArgumentException("unknown option " + args[i]);
                }
            }
            return o;
        }

        private static String value(String[] args, int i) {
            if (i >= args.length) {
                throw new IllegalArgumentException("a value is missing after " + args[i - 1]);
            }
            return args[i];
        }

        List<Workload> workloads() {
            List<Workload> all = Workload.all();
            List<String> names = all.stream().map(Workload::name).toList();
            only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
                throw new IllegalArgumentException("no workload " + name + "; there are " + String.join(", ", names));
            });
            return all.stream()
                    .filter(w -> only.isEmpty() || only.contains(w.name()))
                    .toList();
        }
    }

    /** Measures, prints JSON, and keeps a page where the measurement was whole. */
    public static void main(String[] args) throws IOException {
        try {
            Options options = Options.of(args);
            if (options.child.isPresent()) {
                options.only = List.of(options.child.get());
                OUT.println(Json.line(Ours.run(options.workloads().get(0), options.seed)));
            } else {
                measure(options, String.join(" ", args));
            }
        } catch (IllegalArgumentException e) {
            ERR.println("benchmarks/run: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void measure(Options options, String arguments) throws IOException {
        Path root = options.root;
        Processes processes = new Processes(options.python, root.resolve("benchmarks/pytorch"), options.seed);
        Optional<String> torch = processes.torch();
        if (torch.isEmpty()) {
            ERR.println("no PyTorch behind '" + options.python + "' (--python, or PYTHON): ours only");
        }
        String date = InstantSource.system().instant().toString();
        Map<String, Object> context = new LinkedHashMap<>(Machine.facts());
        context.put("torch", torch.orElse("none"));
        context.put("load at the start", Machine.load());
        List<Measurement> all =
                options.workloads().stream().map(Measurement::new).toList();
        for (int round = 1; round <= options.rounds; round++) {
            for (Measurement one : all) {
                round(processes, torch.isPresent(), one, context);
                ERR.println("round " + round + " of " + options.rounds + ": " + Json.line(one.toMap()));
            }
        }
        context.put("load at the end", Machine.load());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("date", date);
        result.put("rounds", options.rounds);
        result.put("seed", options.seed);
        result.put("machine", context);
        result.put("workloads", all.stream().map(Measurement::toMap).toList());
        OUT.print(new String(Json.pretty(result), StandardCharsets.UTF_8));
        boolean whole = options.only.isEmpty() && torch.isPresent() && options.rounds >= 5;
        if (whole && options.record) {
            String command = command(arguments);
            Path folder = Files.createDirectories(root.resolve("docs/results"));
            String page = Page.of(date, command, options.seed, options.rounds, all, context);
            Files.writeString(folder.resolve("speed.md"), page);
            Files.write(folder.resolve("speed.json"), Json.pretty(result));
            ERR.println("recorded in docs/results/speed.md");
        } else {
            ERR.println("not recorded: that takes all workloads, at least 5 rounds, and PyTorch");
        }
    }

    private static void round(Processes processes, boolean torch, Measurement one, Map<String, Object> context)
            throws IOException {
        Map<String, Object> ours = processes.ours(one.workload());
        context.putIfAbsent("tensorflow", ours.get("tensorflow"));
        one.ours(ours.get("steps_per_s"));
        for (Processes.Setting setting : torch ? Processes.SETTINGS : List.<Processes.Setting>of()) {
            if (one.contends(setting.key())) {
                one.theirs(
                        setting.key(), processes.theirs(one.workload(), setting).get("steps_per_s"));
            }
        }
    }

    /** The command without what belongs to this machine. */
    private static String command(String arguments) {
        List<String> kept = new ArrayList<>(List.of("benchmarks/run"));
        List<String> given = Arrays.asList(arguments.split(" ", -1));
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).equals("--python") || given.get(i).equals("--root")) {
                i++;
            } else {
                kept.add(given.get(i));
            }
        }
        return String.join(" ", kept).strip();
    }
}
