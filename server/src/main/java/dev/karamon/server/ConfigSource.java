package dev.karamon.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from. A flag beats its variable; both beat the default of the command, which
 * beats the general one. A blank variable counts as absent.
 */
record ConfigSource(
    Map<String, String> environment,
    Map<Setting, String> flags,
    List<String> unknownArguments,
    Map<Setting, String> commandDefaults) {

  ConfigSource {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
    unknownArguments = List.copyOf(unknownArguments);
    commandDefaults = Map.copyOf(commandDefaults);
  }

  /** What was set on purpose, by flag or variable. */
  Optional<String> configured(Setting setting) {
    var flag = flags.get(setting);
    return flag != null
        ? Optional.of(flag)
        : Optional.ofNullable(environment.get(setting.variable()))
            .filter(value -> !value.isBlank());
  }

  Optional<String> defaultValue(Setting setting) {
    return Optional.ofNullable(commandDefaults.get(setting)).or(setting::defaultValue);
  }

  /** The name under which the value was given, to speak of it in a message. */
  String nameOf(Setting setting) {
    return flags.containsKey(setting) ? setting.flag() : setting.variable();
  }
}
