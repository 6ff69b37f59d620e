package org.coterie.runtime.config;

import java.util.Optional;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.runtime.config.hocon.Problems;

/** Lets a plugin read its settings; what its checked records refuse becomes a problem of the section. */
final class Guard {
    private Guard() {}

    /**
     * What the plugin made of its settings; empty if it refused them. A refusal is not reported where values had been
     * wrong before: the plugin then saw replacements.
     */
    static <T> Optional<T> read(ConfigSettings section, String who, Function<Settings, T> reader) {
        Problems problems = section.report().problems();
        int before = problems.count();
        try {
            return Optional.of(reader.apply(section));
        } catch (CoterieException e) {
            if (problems.count() == before) {
                e.faults().forEach(fault -> problems.add(section.place(), inside(section, fault)));
            }
        } catch (IllegalArgumentException e) {
            if (problems.count() == before) {
                problems.add(section.place(), inside(section, Fault.of(String.valueOf(e.getMessage()))));
            }
        } catch (RuntimeException | LinkageError e) {
            if (problems.count() == before) {
                throw Fault.of(who + " fails while it reads its settings")
                        .at(section.place().toString())
                        .got(e)
                        .advise("this is a mistake in the plugin; report it to its author")
                        .as(CoterieException.Kind.PLUGIN, e);
            }
        }
        return Optional.empty();
    }

    private static Fault inside(ConfigSettings section, Fault fault) {
        String part = fault.where().isEmpty() ? "" : fault.where() + ": ";
        return new Fault(
                section.path() + ": " + part + fault.what(), "", fault.got(), fault.expected(), fault.advice());
    }
}
