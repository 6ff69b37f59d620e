package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue;
import org.coterie.runtime.config.Nearest;
import org.coterie.runtime.plugins.Installed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        header = "Lists public data sets that can be fetched, or tells all of one.",
        description =
                "Of one data set: its files, and of each address, size and checksum whether it was verified, that is"
                        + " read from a source or computed, or recalled from memory. Goes to no network.",
        footer = {"  coterie data list", "  coterie data list levine-32"})
final class DataListCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One data set.")
    private Optional<String> name = Optional.empty();

    @Inject
    DataListCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        Catalogues all = new Catalogues(installed.get());
        if (name.isEmpty()) {
            shell.out().print(CatalogueText.list(all.entries()));
        } else {
            shell.out().print(CatalogueText.of(all.entry(name.get())));
        }
        return ExitCode.OK.code();
    }

    /** What all catalogues have; of two entries of one name the first counts. */
    record Catalogues(Installed installed) {

        java.util.List<Catalogue.Entry> entries() {
            return installed.catalogues().stream()
                    .flatMap(catalogue -> catalogue.service().entries().stream())
                    .toList();
        }

        Catalogue.Entry entry(String name) {
            return entries().stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Fault.of("no data set is called " + name)
                            .advise(Nearest.to(
                                            name,
                                            entries().stream()
                                                    .map(Catalogue.Entry::name)
                                                    .toList())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("coterie data list"))
                            .as(Kind.CONFIG));
        }

        Catalogue having(String name) {
            entry(name);
            return installed.catalogues().stream()
                    .map(catalogue -> catalogue.service())
                    .filter(catalogue -> catalogue.entries().stream()
                            .anyMatch(entry -> entry.name().equals(name)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
