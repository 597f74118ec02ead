package dev.karamon.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The settings that a misspelt flag or variable probably meant, best first. */
final class NearestSettings {
  private static final int MOST = 2;

  private NearestSettings() {}

  static List<Setting> to(String misspelt) {
    var flag =
        misspelt.startsWith(Setting.VARIABLE_PREFIX)
            ? misspelt.substring(Setting.VARIABLE_PREFIX.length())
            : misspelt.replaceFirst("^-+", "");
    var spelling = "--" + flag.toLowerCase(Locale.ROOT).replace('_', '-');
    var suggestions =
        new UnmatchedArgumentException(allFlags(), List.of(spelling)).getSuggestions();
    return suggestions.stream()
        .flatMap(suggestion ->
            Arrays.stream(Setting.values()).filter(setting -> setting.flag().equals(suggestion)))
        .limit(MOST)
        .toList();
  }

  private static CommandLine allFlags() {
    var spec = CommandSpec.create();
    for (var setting : Setting.values()) {
      spec.addOption(OptionSpec.builder(setting.flag()).build());
    }
    return new CommandLine(spec);
  }
}
