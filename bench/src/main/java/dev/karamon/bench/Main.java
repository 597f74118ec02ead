package dev.karamon.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark's command line. */
@Command(
    name = "karamon bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures webhooks in the packaged server and in bare handlers.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Main implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--karamon", required = true, hidden = true)
  private Path karamon;

  @Option(names = "--concurrency", defaultValue = "64", description = "Requests at once.")
  private int concurrency;

  @Option(
      names = "--warm-up",
      defaultValue = "24000",
      description = "Events before anything is measured.")
  private int warmUp;

  @Option(names = "--events", defaultValue = "50000", description = "Events that are measured.")
  private int events;

  @Option(
      names = "--customers",
      defaultValue = "10000",
      description = "Customers the events are about.")
  private int customers;

  @Option(
      names = "--members",
      defaultValue = "0",
      description = "Members with a subscription; 0 for as many as customers.")
  private int members;

  @Option(names = "--rounds", defaultValue = "1", description = "How often that many are measured.")
  private int rounds;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Events sent per second; 0 for as many as are answered.")
  private int rate;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var plan = plan();
    try {
      new Benchmark(plan, karamon, System.out).run();
      return CommandLine.ExitCode.OK;
    } catch (BenchException e) {
      System.err.println("karamon bench: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private BenchPlan plan() {
    try {
      return new BenchPlan(
          concurrency, warmUp, events, customers, members == 0 ? customers : members, rounds, rate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
