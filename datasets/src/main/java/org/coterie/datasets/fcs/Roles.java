package org.coterie.datasets.fcs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * What the channels of a file are used for. Indices count from 0.
 *
 * @param features the columns to read, in the order wanted
 * @param label the channel of classes; -1 if there is none
 * @param annotations channels that are kept beside the features
 */
record Roles(int[] features, int label, int[] annotations) {
    private static final int NONE = -1;

    /** As the settings say; every channel they name must be there. */
    static Roles forTraining(String file, List<Channel> channels, FcsSettings settings) {
        List<Fault> faults = new ArrayList<>();
        int label = NONE;
        if (!settings.label().equals(FcsSettings.NONE)) {
            List<Integer> found = all(file, channels, "label", List.of(settings.label()), faults);
            label = found.isEmpty() ? NONE : found.get(0);
        }
        List<Integer> annotations = all(file, channels, "annotations", settings.annotations(), faults);
        List<Integer> ignored = all(file, channels, "ignore", settings.ignore(), faults);
        Set<Integer> wanted = new LinkedHashSet<>(all(file, channels, "columns", settings.columns(), faults));
        if (settings.columns().isEmpty()) {
            for (int c = 0; c < channels.size(); c++) {
                if (c != label && !annotations.contains(c) && !ignored.contains(c)) {
                    wanted.add(c);
                }
            }
        }
        if (faults.isEmpty() && wanted.isEmpty()) {
            faults.add(Fault.of("no column is left to cluster by").at(file).advise("take a column out of data.ignore"));
        }
        if (wanted.contains(label)) {
            faults.add(Fault.of("the label's column cannot be clustered by").at("data.columns"));
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        return new Roles(ints(List.copyOf(wanted)), label, ints(annotations));
    }

    /** By the names of the model's columns; what else training used may be missing. */
    static Roles forPrediction(String file, List<Channel> channels, FcsSettings settings, List<String> wanted) {
        List<Integer> features = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String name : wanted) {
            Optional<Integer> found = byName(channels, name);
            found.ifPresentOrElse(features::add, () -> absent.add(name));
        }
        if (!absent.isEmpty()) {
            throw Fault.of(absent.size() == 1 ? "a column of the model is missing" : "columns of the model are missing")
                    .at(file)
                    .got("the columns " + Quote.list(names(channels)))
                    .expected("also " + Quote.list(absent))
                    .as(CoterieException.Kind.DATA);
        }
        int label = settings.label().equals(FcsSettings.NONE)
                ? NONE
                : find(channels, settings.label())
                        .filter(c -> !features.contains(c))
                        .orElse(NONE);
        List<Integer> annotations = settings.annotations().stream()
                .flatMap(reference -> find(channels, reference).stream())
                .toList();
        return new Roles(ints(features), label, ints(annotations));
    }

    private static List<Integer> all(
            String file, List<Channel> channels, String key, List<String> references, List<Fault> faults) {
        Set<Integer> found = new LinkedHashSet<>();
        for (String reference : references) {
            find(channels, reference.strip())
                    .ifPresentOrElse(found::add, () -> faults.add(unknown(file, channels, key, reference)));
        }
        return List.copyOf(found);
    }

    private static Fault unknown(String file, List<Channel> channels, String key, String reference) {
        List<String> alike = channels.stream()
                .filter(c -> c.marker().equals(reference) || c.detector().equals(reference))
                .map(Channel::name)
                .toList();
        return Fault.of(alike.size() > 1 ? "several columns have that name" : "unknown column")
                .at("data." + key)
                .got(Quote.of(reference))
                .expected(
                        alike.size() > 1
                                ? "one of " + Quote.list(alike)
                                : "a column of " + file + ": " + Quote.list(names(channels)))
                .advise(
                        alike.size() > 1
                                ? ""
                                : Spelling.nearest(reference, names(channels))
                                        .map(near -> "did you mean " + Quote.of(near) + "?")
                                        .orElse(""));
    }

    /** A name, then first and last, then a number from 1. */
    private static Optional<Integer> find(List<Channel> channels, String reference) {
        Optional<Integer> named = byName(channels, reference);
        if (named.isPresent()) {
            return named;
        }
        int n = channels.size();
        if (reference.equals("first") || reference.equals("last")) {
            return Optional.of(reference.equals("first") ? 0 : n - 1);
        }
        return Optional.of(reference)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(digits -> Integer.parseInt(digits) - 1)
                .filter(c -> c >= 0 && c < n);
    }

    /** By the name used here, else by the marker or the detector if one channel alone has it. */
    private static Optional<Integer> byName(List<Channel> channels, String name) {
        int unique = names(channels).indexOf(name);
        if (unique >= 0) {
            return Optional.of(unique);
        }
        List<Integer> found = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) {
            if (channels.get(c).marker().equals(name)
                    || channels.get(c).detector().equals(name)) {
                found.add(c);
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    static List<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::name).toList();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }
}
