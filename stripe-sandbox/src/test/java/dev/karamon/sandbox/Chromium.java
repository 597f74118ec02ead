package dev.karamon.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser for tests, which are skipped where there is none. */
final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final List<Path> INSTALLED =
      List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS));
  }

  static void assumeInstalled() {
    assumeTrue(program().isPresent(), "no Chromium");
  }

  static Chromium start() {
    return new Chromium(program().orElseThrow());
  }

  private static Optional<Path> program() {
    return Optional.ofNullable(System.getenv("KARAMON_TEST_CHROMIUM"))
        .map(Path::of)
        .or(() -> INSTALLED.stream().filter(Files::isExecutable).findFirst());
  }

  /** A page of a window of its own. */
  Page page(Browser.NewPageOptions options) {
    var page = browser.newPage(options);
    page.setDefaultTimeout(60_000);
    return page;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
