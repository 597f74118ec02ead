package dev.karamon.server.panel;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every screen has to be: readable for everybody, in light and dark, also on a phone. */
final class PanelLooks {
  static final int WIDE = 1280;
  static final int HEIGHT = 900;
  private static final int NARROW = 360;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  // Gives the page a moment to draw what has changed.
  private static final String DRAWN =
      "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))";
  private static final String VIOLATIONS =
      """
      async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(found =>
        found.id + ': ' + found.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))
      """;
  private static final String TOO_WIDE =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private final Page page;
  private final List<String> found = new ArrayList<>();

  /** The page has axe-core in it. */
  PanelLooks(Page page) {
    this.page = page;
  }

  /** What is wrong with the page as it is shown now. */
  List<String> of(String name) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      var look = name + "-" + scheme.name().toLowerCase(Locale.ROOT);
      at(WIDE, look);
      barriers(look);
      at(NARROW, look);
      if (scheme == ColorScheme.LIGHT) {
        barriers(look + " at " + NARROW + " px");
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(WIDE, HEIGHT);
    return found;
  }

  private void at(int width, String look) {
    page.setViewportSize(width, HEIGHT);
    page.evaluate(DRAWN);
    var file = SCREENSHOTS.resolve(look + "-" + width + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    var tooWide = (Integer) page.evaluate(TOO_WIDE);
    if (tooWide > 0) {
      found.add(look + " at " + width + " px scrolls sideways by " + tooWide);
    }
  }

  private void barriers(String look) {
    for (var barrier : (List<?>) page.evaluate(VIOLATIONS)) {
      found.add(look + ": " + barrier);
    }
  }
}
