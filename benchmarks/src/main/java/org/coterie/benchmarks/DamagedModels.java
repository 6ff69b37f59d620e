package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.model.Saved;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Manifest;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/**
 * Damaged folders of models, opened by the runtime and by the module for programs that only ask: each must be refused with a
 * fault of kind {@code ARTIFACT}, or answer as before. In the second series the manifest is written anew after the damage, so that
 * no checksum tells; then another answer is no fault, but a crash or a foreign exception is.
 */
public final class DamagedModels {
    private static final List<Damaging> KINDS = List.of(Damaging.values());
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final Table ROWS = rows();

    private final Path work;
    private final List<Path> models = new ArrayList<>();
    private final List<float[]> answers = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** Fits a few small models into a folder: with gradients and without, with transforms and without. */
    DamagedModels(Path work) {
        this.work = work;
        add(Coterie.on(ROWS).transform("z-score").fit("deepwak", "k = 3", "block.heads = 2", "training.length = 20"));
        add(Coterie.on(ROWS).transform("min-max").transform("pca").fit("kmeans", "k = 3"));
        add(Coterie.on(ROWS).fit("gmm", "k = 3"));
    }

    private void add(Fitted fitted) {
        try (fitted) {
            Path folder = work.resolve("model-" + models.size());
            fitted.save(folder);
            models.add(folder);
            answers.add(fitted.memberships(ROWS).toArray());
        }
    }

    /** What became of the damaged folders of one kind. */
    static final class Tally {
        int tried;
        int refused;
        int equal;
        int other;
    }

    /** Arguments: how many, and the seed. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path work = Files.createTempDirectory("coterie-damaged");
        try {
            DamagedModels all = new DamagedModels(work);
            OUT.printf(Locale.ROOT, "%d damaged folders, seed %d, each opened twice%n", count, seed);
            print(all.damage(count, seed, false));
            OUT.printf(Locale.ROOT, "%n%d more with a new manifest that fits the damage%n", count / 2);
            print(all.damage(count / 2, seed + 1, true));
            all.wrong.forEach(OUT::println);
            OUT.printf(Locale.ROOT, "%nwrong: %d%n", all.wrong.size());
            if (!all.wrong.isEmpty()) {
                System.exit(1);
            }
        } finally {
            AtomicFiles.delete(work);
        }
    }

    private static void print(Map<String, Tally> tallies) {
        OUT.printf(Locale.ROOT, "%-14s %7s %8s %7s %8s%n", "", "opened", "refused", "equal", "another");
        tallies.forEach((name, t) ->
                OUT.printf(Locale.ROOT, "%-14s %7d %8d %7d %8d%n", name, t.tried, t.refused, t.equal, t.other));
    }

    /** What went wrong, a line each. */
    List<String> wrong() {
        return wrong;
    }

    /** Damages copies, opens each both ways, and counts. */
    Map<String, Tally> damage(int count, long seed, boolean resigned) throws IOException {
        Map<Damaging, Tally> tallies = new EnumMap<>(Damaging.class);
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            Damaging kind = KINDS.get(i % KINDS.size());
            int model = random.nextInt(models.size());
            Path copy = work.resolve("copy-" + i);
            copy(models.get(model), copy);
            kind.to(copy, models.get((model + 1) % models.size()), random);
            if (resigned && !resign(copy, models.get(model))) {
                AtomicFiles.delete(copy);
                continue;
            }
            Tally tally = tallies.computeIfAbsent(kind, k -> new Tally());
            String what = kind + " " + i + " of model " + model + (resigned ? ", signed anew" : "");
            judge(what + ", runtime", tally, answers.get(model), resigned, () -> {
                try (Fitted fitted = Coterie.load(copy)) {
                    return fitted.memberships(ROWS).toArray();
                }
            });
            judge(what + ", embedded", tally, answers.get(model), resigned, () -> {
                try (Saved saved = Saved.load(copy)) {
                    return saved.memberships(ROWS).toArray();
                }
            });
            AtomicFiles.delete(copy);
            AtomicFiles.delete(work.resolve("moved-copy-" + i));
        }
        Map<String, Tally> named = new TreeMap<>();
        tallies.forEach(
                (kind, tally) -> named.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), tally));
        return named;
    }

    /** Opens a model and gives its answer. */
    private interface Opening {
        float[] answer();
    }

    private void judge(String what, Tally tally, float[] expected, boolean resigned, Opening opening) {
        tally.tried++;
        try {
            float[] got = opening.answer();
            if (Arrays.equals(got, expected)) {
                tally.equal++;
            } else if (resigned) {
                tally.other++;
            } else {
                wrong.add(what + ": another answer than before");
            }
        } catch (CoterieException e) {
            tally.refused++;
            // signed anew, a model may well have other columns than the rows have
            if (e.kind() != CoterieException.Kind.ARTIFACT && !(resigned && e.kind() == CoterieException.Kind.DATA)) {
                wrong.add(what + ": of kind " + e.kind() + ", " + e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            wrong.add(what + ": " + e);
        }
    }

    /** Writes a manifest that fits what is there now; not where the manifest itself was damaged. */
    private static boolean resign(Path folder, Path whole) {
        Manifest.Format format = new Manifest.Format("coterie-model", 2, 2);
        try {
            Manifest.verify(folder, format);
            return false;
        } catch (CoterieException e) {
            if (e.faults().stream().anyMatch(fault -> fault.where().endsWith(Manifest.FILE))) {
                return false;
            }
        }
        Manifest was = Manifest.verify(whole, format);
        try {
            Manifest.write(folder, format, was.meta());
            return true;
        } catch (CoterieException e) {
            return false; // a link, which no manifest records
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : Damaging.files(from)) {
            Path place = to.resolve(from.relativize(file));
            Files.createDirectories(place.getParent());
            Files.copy(file, place);
        }
    }

    private static Table rows() {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[90 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (i / 4 % 3 * 4 + random.nextGaussian());
        }
        return Table.of(90, 4, values);
    }
}
