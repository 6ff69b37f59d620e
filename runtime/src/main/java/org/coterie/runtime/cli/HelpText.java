package org.coterie.runtime.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out, the same for all commands. */
final class HelpText {

    private HelpText() {}

    /** Arranges the help of a program and of its commands. */
    static void arrange(CommandLine program) {
        layAll(program);
        program.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
    }

    private static void layAll(CommandLine command) {
        lay(command);
        command.getSubcommands().values().forEach(HelpText::layAll);
    }

    private static void lay(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.synopsisHeading("%nUsage: ")
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .descriptionHeading(usage.description().length == 0 ? "" : "%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n");
    }
}
