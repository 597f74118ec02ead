package dev.karamon.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads the arguments: a command, its own switches, and the flags that every command knows. */
final class CommandLines {
  private CommandLines() {}

  /** What was given, before any of it is checked. */
  static ConfigSource source(
      ParseResult arguments, Map<String, String> environment, Map<Setting, String> defaults) {
    var flags = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      if (arguments.hasMatchedOption(setting.flag())) {
        flags.put(setting, arguments.matchedOptionValue(setting.flag(), ""));
      }
    }
    return new ConfigSource(environment, flags, arguments.unmatched(), defaults);
  }

  /**
   * Runs {@code action} with the command and its arguments; help and version are done with here.
   */
  static CommandLine of(BiFunction<Command, ParseResult, Integer> action) {
    var root =
        CommandSpec.create()
            .name("karamon")
            .mixinStandardHelpOptions(true)
            .version("Karamon " + Versions.ofThisBuild().karamon());
    root.usageMessage()
        .description("The gate between a site's members and the content they pay for.");
    for (var command : Command.values()) {
      root.addSubcommand(command.text(), spec(command));
    }
    return new CommandLine(root).setExecutionStrategy(arguments -> execute(arguments, action));
  }

  private static int execute(
      ParseResult arguments, BiFunction<Command, ParseResult, Integer> action) {
    var answered = CommandLine.executeHelpRequest(arguments);
    if (answered != null) {
      return answered;
    }
    if (!arguments.hasSubcommand()) {
      var commandLine = arguments.commandSpec().commandLine();
      commandLine.usage(commandLine.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    var subcommand = arguments.subcommand();
    return action.apply((Command) subcommand.commandSpec().userObject(), subcommand);
  }

  private static CommandSpec spec(Command command) {
    var spec = CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
    spec.parser().unmatchedArgumentsAllowed(true);
    spec.usageMessage()
        .description(command.description())
        .footer(
            "",
            "Each flag is also a variable: --http-port is KARAMON_HTTP_PORT. A flag beats its"
                + " variable.");
    command
        .switches()
        .forEach((name, meaning) ->
            spec.addOption(
                OptionSpec.builder(name)
                    .type(boolean.class)
                    .arity("0")
                    .description(meaning)
                    .build()));
    command
        .argument()
        .ifPresent(label ->
            spec.addPositional(
                PositionalParamSpec.builder()
                    .paramLabel(label)
                    .type(String.class)
                    .index("0")
                    .arity("1")
                    .required(true)
                    .description("The address that the admin signs in with.")
                    .build()));
    for (var setting : Setting.values()) {
      spec.addOption(option(command, setting));
    }
    return spec;
  }

  private static OptionSpec option(Command command, Setting setting) {
    var fallback = command.defaults().getOrDefault(setting, setting.defaultValue().orElse(""));
    var description =
        fallback.isEmpty()
            ? setting.description()
            : setting.description() + " Default: " + fallback;
    return OptionSpec.builder(setting.flag())
        .type(String.class)
        .arity("0..1")
        .fallbackValue(setting == Setting.SANDBOX ? "true" : "")
        .paramLabel(setting.valueLabel())
        .description(description.replace("%", "%%"))
        .build();
  }
}
