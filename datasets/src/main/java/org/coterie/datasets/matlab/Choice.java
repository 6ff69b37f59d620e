package org.coterie.datasets.matlab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.matlab.Variables.Variable;

/** Which variables of a file are the values and the classes, and the data set they make. */
record Choice(MatlabSettings settings, String name, Path path, Variables variables) {
    private static final List<String> VALUES = List.of("X", "x", "data", "fea");
    private static final List<String> CLASSES = List.of("Y", "y", "label", "labels", "gnd", "class", "target");

    Dataset read(Optional<Features> wanted) throws IOException {
        List<Variable> all = variables.list();
        Variable x = values(all);
        Table table = variables.read(x, settings.transpose());
        if (wanted.isPresent() && wanted.get().width() != table.columns()) {
            throw Fault.of("the file has another width than the model")
                    .at(name)
                    .got(x + (settings.transpose() ? ", transposed" : ""))
                    .expected(wanted.get().width() + " columns")
                    .as(CoterieException.Kind.DATA);
        }
        return new Dataset(
                Names.plain(name, "mat"),
                table,
                wanted.orElseGet(() -> Features.of(table.columns())),
                List.of(),
                labels(all, x, table.rows(), wanted.isPresent()),
                List.of(),
                List.of(Fingerprint.of(path)));
    }

    private Variable values(List<Variable> all) {
        if (!settings.x().equals(MatlabSettings.AUTO)) {
            return numeric("x", named(all, settings.x()).orElseThrow(() -> unknown("x", settings.x(), all)));
        }
        for (String usual : VALUES) {
            Optional<Variable> found = named(all, usual).filter(Variable::numeric);
            if (found.isPresent()) {
                return found.get();
            }
        }
        List<Variable> matrices = all.stream()
                .filter(each ->
                        each.numeric() && !each.isVector() && !each.name().equals(settings.y()))
                .toList();
        if (matrices.size() == 1) {
            return matrices.get(0);
        }
        throw Fault.of(matrices.isEmpty() ? "the file has no matrix of numbers" : "the file has several matrices")
                .at(name)
                .got(list(all))
                .advise("data.x = NAME says which to cluster")
                .as(CoterieException.Kind.DATA);
    }

    private Optional<Labels> labels(List<Variable> all, Variable x, int rows, boolean lenient) throws IOException {
        if (settings.y().equals(MatlabSettings.NONE)) {
            return Optional.empty();
        }
        Optional<Variable> y = Optional.empty();
        if (!settings.y().equals(MatlabSettings.AUTO)) {
            y = named(all, settings.y());
            if (y.isEmpty() && !lenient) {
                throw unknown("y", settings.y(), all);
            }
        } else {
            for (String usual : CLASSES) {
                y = y.or(() -> named(all, usual)
                        .filter(each -> each.numeric()
                                && each.isVector()
                                && !each.name().equals(x.name())));
            }
        }
        return y.isEmpty() ? Optional.empty() : classes(numeric("y", y.get()), rows);
    }

    private Optional<Labels> classes(Variable y, int rows) throws IOException {
        if (!y.isVector() || y.rows() * y.columns() != rows) {
            throw Fault.of("the classes are not as many as the rows")
                    .at(name + ", " + y.name())
                    .got(y.toString())
                    .expected(rows + "×1")
                    .advise("data.y = none, if these are no classes; data.transpose = true, if rows are columns")
                    .as(CoterieException.Kind.DATA);
        }
        float[] numbers = variables.read(y, false).toArray();
        Classes classes = new Classes();
        for (float number : numbers) {
            if (Float.isNaN(number)) {
                classes.addUnknown();
            } else {
                classes.add(Classes.text(number));
            }
        }
        return classes.labels(y.name());
    }

    private static Optional<Variable> named(List<Variable> all, String wanted) {
        return all.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    private Variable numeric(String key, Variable variable) {
        if (!variable.numeric()) {
            throw Fault.of("the variable does not hold plain numbers")
                    .at("data." + key)
                    .got(variable.toString())
                    .expected("a matrix of numbers in " + name)
                    .as(CoterieException.Kind.DATA);
        }
        return variable;
    }

    private CoterieException unknown(String key, String wanted, List<Variable> all) {
        return Fault.of("the file has no such variable")
                .at("data." + key)
                .got(wanted)
                .expected("a variable of " + name + ": " + list(all))
                .advise(Spelling.nearest(
                                wanted, all.stream().map(Variable::name).toList())
                        .map(near -> "did you mean " + near + "?")
                        .orElse(""))
                .as(CoterieException.Kind.DATA);
    }

    private static String list(List<Variable> all) {
        if (all.isEmpty()) {
            return "no variables";
        }
        String first =
                String.join(", ", all.stream().limit(10).map(Variable::toString).toList());
        return all.size() > 10 ? first + " and " + (all.size() - 10) + " more" : first;
    }
}
