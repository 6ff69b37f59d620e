package org.coterie.runtime.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.runtime.config.Nearest;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;

/**
 * Every run of a sweep, checked: all combinations of a grid of settings, each with all seeds.
 *
 * @param folder the folder of the sweep, in which each run has its own
 * @param members the runs, by grid, then by seed
 */
public record SweepPlan(Path folder, List<Member> members) {
    /** The section of a configuration that describes a sweep. */
    public static final String SECTION = "sweep";

    private static final int MOST = 10_000;
    private static final int LONGEST = 64;

    /** Copies the list. */
    public SweepPlan {
        members = List.copyOf(members);
    }

    /**
     * A run of a sweep.
     *
     * @param name of its folder: what is its own of the grid, and the seed
     * @param grid what is its own of the grid, by key, as HOCON
     * @param config all its settings
     */
    public record Member(String name, SortedMap<String, String> grid, RunConfig config) {

        /** Copies the map. */
        public Member {
            grid = Collections.unmodifiableSortedMap(new TreeMap<>(grid));
        }
    }

    /** Reads a configuration with a section {@code sweep}; the problems of all combinations come as one exception. */
    public static SweepPlan read(RunConfigReader reader, Path file, List<String> overrides) {
        Problems problems = new Problems(file.toString());
        Config all = Hocon.read(file, overrides, problems);
        if (!(all.root().get(SECTION) instanceof ConfigObject section)) {
            throw Fault.of("there is no section " + SECTION)
                    .at(file.toString())
                    .expected("sweep { seeds = [0, 1, 2], grid { \"METHOD.KEY\" = [ … ] } }")
                    .as(Kind.CONFIG);
        }
        section.forEach((key, value) -> {
            if (!key.equals("seeds") && !key.equals("grid")) {
                problems.add(
                        Place.of(value.origin()),
                        Fault.of("unknown key sweep." + key)
                                .advise(Nearest.to(key, List.of("seeds", "grid"))
                                        .map(near -> "did you mean sweep." + near + "?")
                                        .orElse("")));
            }
        });
        List<Long> seeds = seeds(section, problems);
        SortedMap<String, ConfigList> grid = new TreeMap<>();
        ConfigValue written = section.get("grid");
        if (written instanceof ConfigObject object) {
            grid("", object, grid, problems);
        } else if (written != null) {
            problems.add(Place.of(written.origin()), Fault.of("sweep.grid: a section is expected here"));
        }
        problems.throwIfAny();
        List<SortedMap<String, String>> combinations = combinations(grid);
        long count = (long) combinations.size() * Math.max(1, seeds.size());
        if (count > MOST) {
            throw Fault.of("too many runs")
                    .at(file + ": " + SECTION)
                    .got(count)
                    .expected("at most " + MOST)
                    .as(Kind.CONFIG);
        }
        return new Reading(reader, file, overrides).plan(combinations, seeds);
    }

    private static List<Long> seeds(ConfigObject section, Problems problems) {
        ConfigValue written = section.get("seeds");
        Set<Long> seeds = new LinkedHashSet<>();
        if (written == null) {
            return List.of();
        }
        String expected = "a list of different whole numbers from 0 to 2147483647";
        boolean fine = written instanceof ConfigList list && !list.isEmpty();
        if (fine) {
            for (ConfigValue each : (ConfigList) written) {
                boolean whole = each.unwrapped() instanceof Integer number && number >= 0;
                fine = fine && whole && seeds.add(((Number) each.unwrapped()).longValue());
            }
        }
        if (!fine) {
            problems.add(
                    Place.of(written.origin()),
                    Fault.of("sweep.seeds: no list of seeds").got(text(written)).expected(expected));
        }
        return List.copyOf(seeds);
    }

    /** Keys may be written with dots in quotes, or as sections within sections. */
    private static void grid(String path, ConfigObject in, Map<String, ConfigList> grid, Problems problems) {
        in.forEach((key, value) -> {
            String full = path.isEmpty() ? key : path + "." + key;
            if (value instanceof ConfigObject deeper) {
                grid(full, deeper, grid, problems);
            } else if (full.equals("seed") || full.equals("name") || full.equals("runs") || full.equals("threads")) {
                problems.add(
                        Place.of(value.origin()),
                        Fault.of("sweep.grid: " + full + " is the same for all runs of a sweep")
                                .advise(full.equals("seed") ? "sweep.seeds" : full + " beside the section sweep"));
            } else if (value instanceof ConfigList list && !list.isEmpty()) {
                grid.put(full, list);
            } else {
                problems.add(
                        Place.of(value.origin()),
                        Fault.of("sweep.grid: " + full + ": no list of values")
                                .got(text(value))
                                .expected("the values to try, in brackets [ ]"));
            }
        });
    }

    private static List<SortedMap<String, String>> combinations(SortedMap<String, ConfigList> grid) {
        List<SortedMap<String, String>> all = List.of(new TreeMap<>());
        for (Map.Entry<String, ConfigList> entry : grid.entrySet()) {
            List<SortedMap<String, String>> longer = new ArrayList<>();
            for (SortedMap<String, String> before : all) {
                for (ConfigValue value : entry.getValue()) {
                    if (longer.size() <= MOST) {
                        SortedMap<String, String> next = new TreeMap<>(before);
                        next.put(entry.getKey(), text(value));
                        longer.add(next);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private static String text(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }

    /** Reads each run of a sweep. */
    private record Reading(RunConfigReader reader, Path file, List<String> overrides) {

        SweepPlan plan(List<SortedMap<String, String>> combinations, List<Long> seeds) {
            Set<Fault> faults = new LinkedHashSet<>();
            List<RunConfig> first = new ArrayList<>(); // as they stand, to know name and folder
            for (SortedMap<String, String> combination : combinations) {
                try {
                    first.add(read(combination, List.of()));
                } catch (CoterieException e) {
                    e.faults().forEach(fault -> faults.add(placed(fault, combination)));
                }
            }
            if (!faults.isEmpty()) {
                throw new CoterieException(Kind.CONFIG, List.copyOf(faults), null);
            }
            Path folder = first.get(0).runs().resolve(first.get(0).name());
            if (Files.exists(folder.resolve("resolved.conf"))) {
                throw Fault.of("the folder of the sweep is that of a run")
                        .at(folder.toString())
                        .advise("--set name=NAME, another name for the sweep")
                        .as(Kind.CONFIG);
            }
            List<Long> all = seeds.isEmpty() ? List.of(first.get(0).seed()) : seeds;
            List<Member> members = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (SortedMap<String, String> combination : combinations) {
                for (long seed : all) {
                    String name = name(combination, seed);
                    if (!names.add(name)) {
                        throw Fault.of("two runs of the sweep are the same")
                                .at(file + ": sweep.grid")
                                .got(name)
                                .as(Kind.CONFIG);
                    }
                    String runs =
                            "runs=\"" + folder.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                    members.add(new Member(
                            name,
                            combination,
                            read(combination, List.of("seed=" + seed, "name=\"" + name + '"', runs))));
                }
            }
            return new SweepPlan(folder, members);
        }

        private RunConfig read(SortedMap<String, String> combination, List<String> more) {
            List<String> sets = new ArrayList<>(overrides);
            combination.forEach((key, value) -> sets.add(key + "=" + value));
            sets.addAll(more);
            return reader.read(file, sets, SECTION);
        }

        /** What is wrong with a value of the grid was not set on the command line. */
        private Fault placed(Fault fault, SortedMap<String, String> combination) {
            return combination.entrySet().stream()
                            .anyMatch(set -> fault.where().equals("--set " + set.getKey() + "=" + set.getValue()))
                    ? fault.at(file + ": sweep.grid: " + fault.where().substring("--set ".length()))
                    : fault;
        }

        private static String name(SortedMap<String, String> combination, long seed) {
            List<String> lasts = combination.keySet().stream()
                    .map(key -> key.substring(key.lastIndexOf('.') + 1))
                    .toList();
            boolean clear = new HashSet<>(lasts).size() == lasts.size();
            StringBuilder name = new StringBuilder();
            combination.forEach((key, value) -> name.append(clear ? key.substring(key.lastIndexOf('.') + 1) : key)
                    .append('-')
                    .append(value.replace("\"", ""))
                    .append('-'));
            String end = "seed-" + seed;
            String plain = name.toString().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
            boolean told = plain.length() == name.length() && plain.length() + end.length() <= LONGEST;
            if (told) {
                return plain + end;
            }
            // a name that lost something is made different by the whole
            String hash = Integer.toHexString(combination.hashCode()) + '-';
            int room = LONGEST - end.length() - hash.length();
            return plain.substring(0, Math.min(room, plain.length())) + hash + end;
        }
    }
}
