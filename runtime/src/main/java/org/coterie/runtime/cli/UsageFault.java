package org.coterie.runtime.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.coterie.api.Fault;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments in the words of this project. */
final class UsageFault {

    private UsageFault() {}

    static Fault of(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        Fault fault = what(wrong).advise(name + " --help");
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty() ? fault : fault.advise("did you mean " + near.get(0) + "?");
        }
        return fault;
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
        if (wrong instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            String names = missing.getMissing().stream().map(UsageFault::name).collect(Collectors.joining(" and "));
            return Fault.of(names + (missing.getMissing().size() == 1 ? " is missing" : " are missing"))
                    .expected(synopsis(command));
        }
        return Fault.of(String.valueOf(wrong.getMessage())).expected(synopsis(command));
    }

    private static String name(ArgSpec argument) {
        return argument.isOption() ? argument.toString() : argument.paramLabel();
    }

    private static String synopsis(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .lines()
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceFirst("^Usage: ", "");
    }
}
