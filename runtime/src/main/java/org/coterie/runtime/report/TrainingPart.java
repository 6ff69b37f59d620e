package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Loss terms over steps, and what the method says of itself at the end. */
final class TrainingPart implements Part {
    private static final int MOST = 24;

    @Override
    public List<Block> of(View view) {
        List<Block> blocks = new ArrayList<>();
        History history = view.evidence().history();
        List<Figure> curves = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, SortedMap<Long, Double>> term : history.curves().entrySet()) {
            if (++number <= MOST) {
                curves.add(curve(number, term.getKey(), term.getValue(), history.borders()));
            }
        }
        if (!curves.isEmpty()) {
            blocks.add(Block.side(curves));
        }
        if (number > MOST) {
            blocks.add(Block.text((number - MOST) + " more terms are in log.jsonl."));
        }
        Map<String, Double> reports = view.facts().reports();
        if (!reports.isEmpty()) {
            List<List<Object>> rows = new ArrayList<>();
            reports.forEach((name, value) -> rows.add(List.of(name, Num.shown(value))));
            blocks.add(Block.of(Node.of("h3", "What the method says of itself")));
            blocks.add(Block.of(Grid.of(List.of("number", "value"), rows, -1)));
        }
        return blocks;
    }

    private static Figure curve(int number, String name, SortedMap<Long, Double> told, List<Lines.Border> borders) {
        double[] steps = told.keySet().stream().mapToDouble(Long::doubleValue).toArray();
        double[] values = told.values().stream().mapToDouble(v -> v).toArray();
        return Lines.of(
                "loss-" + number + (Words.slug(name).isEmpty() ? "" : "-" + Words.slug(name)),
                name,
                "From " + Num.shown(values[0]) + " to " + Num.shown(values[values.length - 1]) + " in "
                        + Num.count((long) steps[steps.length - 1], "step") + "."
                        + (borders.size() > 1 ? " Dashed lines: stages begin." : ""),
                "step",
                steps,
                values,
                borders);
    }
}
