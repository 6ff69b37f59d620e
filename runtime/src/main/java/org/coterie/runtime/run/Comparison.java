package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coterie.algorithms.Paired;
import org.coterie.algorithms.Stability;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.runtime.report.Quoted;

/**
 * Finished runs side by side: those that differ in nothing but seed and name are one group, and k-means stands beside.
 *
 * @param groups the configurations in order of their first run, and behind them k-means
 * @param metrics what they are compared by
 * @param tests pairs of groups, paired by seed
 * @param quoted what papers print of other methods on the same data
 * @param remarks what has to be known when reading this
 */
public record Comparison(
        List<Group> groups, List<String> metrics, List<Test> tests, List<Quoted> quoted, List<String> remarks) {
    /** Up to so many groups, each is tested against each; of more, the first against the others. */
    private static final int EACH = 4;

    /** Of two runs, each is as much like the other. */
    private static final int MOST_ALIKE = 3;

    private static final List<String> WITH_CLASSES = List.of("acc", "nmi", "ari");
    private static final List<String> WITHOUT = List.of("silhouette", "davies-bouldin", "calinski-harabasz");

    /** Copies the lists. */
    public Comparison {
        groups = List.copyOf(groups);
        metrics = List.copyOf(metrics);
        tests = List.copyOf(tests);
        quoted = List.copyOf(quoted);
        remarks = List.copyOf(remarks);
    }

    /**
     * Runs of one configuration.
     *
     * @param name what sets it apart from the others
     * @param bySeed numbers by name, of each seed
     * @param stability how alike its clusterings are; empty where there is one only, or rows differ
     * @param medoid the folder of the run whose clusters are most like those of the others; empty where there are fewer than three
     */
    public record Group(
            String name,
            SortedMap<Long, Map<String, Double>> bySeed,
            Optional<Stability> stability,
            Optional<Path> medoid) {

        /** The values of a metric, in order of seeds; those that have it. */
        public double[] values(String metric) {
            return bySeed.values().stream()
                    .filter(scores -> scores.containsKey(metric))
                    .mapToDouble(scores -> scores.get(metric))
                    .toArray();
        }
    }

    /**
     * Two groups over the seeds both have.
     *
     * @param metric by what
     * @param first name of the one
     * @param second name of the other
     * @param paired what the tests say; empty where no seed is common
     */
    public record Test(String metric, String first, String second, Optional<Paired> paired) {}

    /**
     * Compares runs.
     *
     * @param folders of runs that have ended
     * @param wanted what to compare them by; empty for the usual
     * @param force whether runs on different data may be compared
     */
    public static Comparison of(List<Path> folders, List<String> wanted, boolean force) {
        List<Finished> runs = folders.stream().map(Finished::read).toList();
        List<String> remarks = new ArrayList<>();
        sameData(runs, force, remarks);
        Map<SortedMap<String, String>, List<Finished>> byConfig = new LinkedHashMap<>();
        runs.forEach(run -> byConfig.computeIfAbsent(run.settings(), key -> new ArrayList<>())
                .add(run));
        Set<String> telling = telling(byConfig.keySet());
        List<Group> groups = new ArrayList<>();
        Map<SortedMap<Long, Map<String, Double>>, String> baselines = new LinkedHashMap<>();
        byConfig.forEach((settings, members) -> {
            String name = name(members.get(0), telling);
            SortedMap<Long, Map<String, Double>> own = new TreeMap<>();
            SortedMap<Long, Map<String, Double>> kmeans = new TreeMap<>();
            for (Finished run : members) {
                if (own.putIfAbsent(run.seed(), run.scores()) != null) {
                    remarks.add(run.folder() + " is passed over: " + name + " has another run of seed " + run.seed());
                }
                kmeans.putIfAbsent(run.seed(), run.kmeans());
            }
            Optional<Stability> stability = stability(members);
            Optional<Path> medoid = stability
                    .filter(found -> members.size() >= MOST_ALIKE)
                    .map(found -> members.get(found.medoid()).folder());
            groups.add(new Group(name, own, stability, medoid));
            if (kmeans.values().stream().noneMatch(Map::isEmpty)) {
                baselines.putIfAbsent(kmeans, name);
            }
        });
        int own = groups.size();
        baselines.forEach((scores, beside) -> groups.add(new Group(
                baselines.size() == 1 ? "k-means" : "k-means, beside " + beside,
                scores,
                Optional.empty(),
                Optional.empty())));
        List<String> metrics = metrics(groups, wanted);
        List<Test> tests = tests(groups, own, metrics, remarks);
        List<Quoted> quoted =
                runs.stream().allMatch(run -> run.data().equals(runs.get(0).data()))
                        ? runs.get(0).quoted()
                        : List.of();
        return new Comparison(groups, metrics, tests, quoted, remarks);
    }

    private static void sameData(List<Finished> runs, boolean force, List<String> remarks) {
        Finished first = runs.get(0);
        for (Finished run : runs) {
            if (!run.data().equals(first.data())) {
                if (!force) {
                    throw Fault.of("these runs are on different data, by SHA-256 or size")
                            .at(run.folder().toString())
                            .got(run.data())
                            .expected(first.data() + ", as in " + first.folder())
                            .advise("--force, to compare them all the same")
                            .as(Kind.DATA);
                }
                remarks.add(run.folder() + " is on other data than " + first.folder());
            }
        }
    }

    /** The keys whose values differ between groups; those of a method's own section, between groups of that method. */
    private static Set<String> telling(Set<SortedMap<String, String>> configs) {
        Set<String> keys = new TreeSet<>();
        configs.forEach(config -> keys.addAll(config.keySet()));
        keys.removeIf(key -> configs.stream()
                        .filter(config -> !ofAMethod(key, configs) || key.startsWith(section(config)))
                        .map(config -> config.getOrDefault(key, ""))
                        .distinct()
                        .count()
                == 1);
        return keys;
    }

    private static boolean ofAMethod(String key, Set<SortedMap<String, String>> configs) {
        return configs.stream().anyMatch(config -> key.startsWith(section(config)));
    }

    private static String section(SortedMap<String, String> config) {
        return config.getOrDefault("method", "").replace("\"", "") + ".";
    }

    private static String name(Finished run, Set<String> telling) {
        StringBuilder name = new StringBuilder(run.method());
        for (String key : telling) {
            if (!key.equals("method") && run.settings().containsKey(key)) {
                String own = run.method() + ".";
                name.append(' ')
                        .append(key.startsWith(own) ? key.substring(own.length()) : key)
                        .append('=')
                        .append(run.settings().get(key).replace("\"", ""));
            }
        }
        return name.toString();
    }

    private static Optional<Stability> stability(List<Finished> members) {
        List<Assignments> all = members.stream()
                .map(run -> Assignments.read(run.folder().resolve("assignments.csv")))
                .toList();
        boolean comparable = all.size() > 1 && all.stream().allMatch(all.get(0)::sameRows);
        return comparable
                ? Optional.of(
                        Stability.of(all.stream().map(Assignments::clusters).toList()))
                : Optional.empty();
    }

    private static List<String> metrics(List<Group> groups, List<String> wanted) {
        Set<String> known = new LinkedHashSet<>();
        groups.forEach(group -> group.bySeed().values().forEach(scores -> known.addAll(scores.keySet())));
        for (String metric : wanted) {
            if (!known.contains(metric)) {
                throw Fault.of("no run has this metric")
                        .got(metric)
                        .expected("some of " + String.join(", ", known))
                        .as(Kind.CONFIG);
            }
        }
        List<String> usual = known.contains("acc") ? WITH_CLASSES : WITHOUT;
        return wanted.isEmpty() ? usual.stream().filter(known::contains).toList() : wanted;
    }

    private static List<Test> tests(List<Group> groups, int own, List<String> metrics, List<String> remarks) {
        List<Test> tests = new ArrayList<>();
        boolean each = groups.size() <= EACH;
        if (!each) {
            remarks.add("tests compare " + groups.get(0).name() + ", the first, with each of the others");
        }
        for (String metric : metrics) {
            for (int a = 0; a < (each ? own : 1); a++) {
                for (int b = a + 1; b < groups.size(); b++) {
                    if (b >= own && !beside(groups.get(b).name(), groups.get(a).name())) {
                        continue; // another configuration's k-means
                    }
                    tests.add(test(metric, groups.get(a), groups.get(b)));
                }
            }
        }
        if (tests.size() > 1) {
            remarks.add("p-values are not corrected for the " + tests.size() + " comparisons");
        }
        return tests;
    }

    private static boolean beside(String kmeans, String name) {
        return kmeans.equals("k-means") || kmeans.equals("k-means, beside " + name);
    }

    private static Test test(String metric, Group first, Group second) {
        List<double[]> pairs = new ArrayList<>();
        first.bySeed().forEach((seed, scores) -> {
            Map<String, Double> other = second.bySeed().getOrDefault(seed, Map.of());
            if (scores.containsKey(metric) && other.containsKey(metric)) {
                pairs.add(new double[] {scores.get(metric), other.get(metric)});
            }
        });
        return new Test(
                metric,
                first.name(),
                second.name(),
                pairs.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Paired.of(
                                pairs.stream().mapToDouble(p -> p[0]).toArray(),
                                pairs.stream().mapToDouble(p -> p[1]).toArray())));
    }
}
