package org.coterie.runtime.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.model.store.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** All variables of a plan, in order of declaration. */
public final class Declarations {
    private final Map<String, Slot<?>> slots = new LinkedHashMap<>();
    private final Map<String, RowSlot<?>> rows = new LinkedHashMap<>();

    /** The root of the tree. */
    public Vars root() {
        return new Tree(this, "", List.of(), List.of());
    }

    Collection<Slot<?>> slots() {
        return Collections.unmodifiableCollection(slots.values());
    }

    Collection<RowSlot<?>> rowSlots() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** Number of trained numbers. */
    public long trained() {
        return slots.values().stream()
                .filter(s -> s.kind() == Var.Kind.WEIGHT)
                .mapToLong(s -> s.full().size())
                .sum();
    }

    /** Numbers that accompany {@code n} training rows. */
    public long perRow(int n) {
        return rows.values().stream().mapToLong(slot -> slot.full(n).size()).sum();
    }

    /** The widths of all layers together, as far as biases tell. */
    public long widths() {
        return slots.values().stream()
                .filter(slot -> slot.kind() == Var.Kind.WEIGHT && slot.shape().numDimensions() == 2)
                .mapToLong(slot -> slot.full().size() / slot.shape().get(0))
                .sum();
    }

    /** The variables as text: path, shape with stack, kind; in order of declaration. */
    public List<Declared> list() {
        return slots.values().stream()
                .map(s -> new Declared(s.path(), s.full(), s.kind()))
                .toList();
    }

    /**
     * A variable as drawings and manifests name it.
     *
     * @param path its path
     * @param shape its shape with its stack
     * @param kind what becomes of it
     */
    public record Declared(String path, org.tensorflow.ndarray.Shape shape, Var.Kind kind) {}

    Slot<?> slot(String path) {
        Slot<?> slot = slots.get(path);
        if (slot == null) {
            throw new IllegalArgumentException("no variable " + path);
        }
        return slot;
    }

    @SuppressWarnings("unchecked")
    <S extends Slot<?>> S declare(S slot) {
        Slot<?> known = slots.putIfAbsent(slot.path(), slot);
        if (known != null
                && !(known.full().equals(slot.full())
                        && known.kind() == slot.kind()
                        && known.whole() == slot.whole())) {
            throw twice(slot.path(), known, slot);
        }
        clash(slot.path(), rows.containsKey(slot.path()));
        return known == null ? slot : (S) known;
    }

    @SuppressWarnings("unchecked")
    <S extends RowSlot<?>> S declare(S slot) {
        RowSlot<?> known = rows.putIfAbsent(slot.path(), slot);
        if (known != null && !known.equals(slot)) {
            throw twice(slot.path(), known, slot);
        }
        clash(slot.path(), slots.containsKey(slot.path()));
        return known == null ? slot : (S) known;
    }

    private static void clash(String path, boolean both) {
        if (both) {
            throw twice(path, "a value per row", "a variable");
        }
    }

    private static CoterieException twice(String path, Object first, Object second) {
        return Fault.of("a variable is declared twice, differently")
                .at(path)
                .got(first + " and " + second)
                .advise("give one of them a name of its own")
                .as(CoterieException.Kind.PLUGIN);
    }

    List<Var<TFloat32>> weightsBelow(String path, List<Object> chosen) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return slots.values().stream()
                .filter(s -> s.kind() == Var.Kind.WEIGHT && s.path().startsWith(prefix))
                .map(Declarations::single)
                .map(s -> chosen.isEmpty() ? s : Tree.view(s, chosen))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Var<TFloat32> single(Slot<?> slot) {
        return (Var<TFloat32>) slot;
    }

    /**
     * Values from elsewhere as these variables hold them: doubles become singles, and whole numbers stay.
     *
     * @param values by path; a variable that is not named keeps its own start
     * @param where where they came from
     * @throws CoterieException of kind {@code CONFIG} with every path that is unknown and every shape that is another
     */
    public Map<String, NdArray> fitting(Map<String, NdArray> values, String where) {
        List<Fault> faults = new ArrayList<>();
        Map<String, NdArray> fitting = new LinkedHashMap<>();
        values.forEach((path, array) -> {
            Slot<?> slot = slots.get(path);
            Shape shape = Shape.of(array.shape());
            if (slot == null) {
                faults.add(Fault.of("there is no such parameter")
                        .at(where + "!" + path)
                        .expected("one of " + String.join(", ", slots.keySet())));
            } else if (!slot.full().equals(shape) || slot.whole() != array.whole()) {
                faults.add(Fault.of("a parameter is of another shape")
                        .at(where + "!" + path)
                        .got((array.whole() ? "whole " : "real ") + shape)
                        .expected((slot.whole() ? "whole " : "real ") + slot.full()));
            } else {
                fitting.put(path, array.narrow());
            }
        });
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.CONFIG, faults, null);
        }
        return fitting;
    }

    /** A hash of paths, shapes and kinds: values fit another plan if and only if it has the same. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        slots.values()
                .forEach(s -> text.append(s.path())
                        .append(' ')
                        .append(s.full())
                        .append(' ')
                        .append(s.kind())
                        .append(s.whole() ? " whole" : "")
                        .append('\n'));
        rows.values().forEach(s -> text.append(s).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
