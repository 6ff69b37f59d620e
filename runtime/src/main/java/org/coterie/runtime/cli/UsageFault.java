package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.coterie.api.Fault;
import org.coterie.runtime.config.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments in the words of this project. */
final class UsageFault {

    private UsageFault() {}

    static Fault of(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        Fault fault = what(wrong).advise(name + " --help");
        return wrong instanceof UnmatchedArgumentException unmatched
                ? Nearest.to(unmatched.getUnmatched().get(0), names(command))
                        .map(near -> fault.advise("did you mean " + near + "?"))
                        .orElse(fault)
                : fault;
    }

    private static Fault what(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                return Fault.of("there is no option " + first);
            }
            if (!command.getSubcommands().isEmpty()) {
                return Fault.of("there is no command " + first)
                        .expected(String.join(", ", command.getSubcommands().keySet()));
            }
            return Fault.of("one argument too many").got(first).expected(synopsis(command));
        }
        if (wrong instanceof MissingParameterException absent
                && !absent.getMissing().isEmpty()) {
            return Fault.of(missing(absent.getMissing())).expected(synopsis(command));
        }
        return Fault.of(String.valueOf(wrong.getMessage())).expected(synopsis(command));
    }

    private static List<String> names(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        names.addAll(command.getCommandSpec().optionsMap().keySet());
        return names;
    }

    private static String missing(List<ArgSpec> missing) {
        if (missing.get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs " + option.paramLabel();
        }
        String names = missing.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "));
        return names + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip();
    }
}
