package dev.karamon.server.panel;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every screen has to be: readable for everybody, in light and dark, also on a phone. */
final class PanelLooks {
  static final int WIDE = 1280;
  static final int HEIGHT = 900;
  private static final int NARROW = 360;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Path AXE = Path.of("../admin-ui/node_modules/axe-core/axe.min.js");

  // Gives the page a moment to draw what has changed.
  private static final String DRAWN =
      "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))";
  private static final String VIOLATIONS =
      """
      async ([part, only]) => (await axe.run(part, { resultTypes: ['violations'], ...only })).violations.map(found =>
        found.id + ': ' + found.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))
      """;
  private static final String WHOLE_PAGE = ":root";
  private static final Object ALL_RULES = Map.of();
  // All that the scheme can change.
  private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");
  private static final Object COLOURS = Map.of("runOnly", OF_COLOURS);
  private static final Object ALL_BUT_COLOURS =
      Map.of(
          "rules",
          OF_COLOURS.stream()
              .collect(Collectors.toMap(Function.identity(), rule -> Map.of("enabled", false))));
  // What is still moving into its place gets some frames for it.
  private static final String TOO_WIDE =
      """
      async () => {
        const root = document.documentElement;
        const excess = () => root.scrollWidth - root.clientWidth;
        for (let frame = 0; frame < 60 && excess() > 0; frame++) {
          await new Promise(requestAnimationFrame);
        }
        return excess();
      }
      """;

  private final Page page;
  private final List<String> found = new ArrayList<>();

  PanelLooks(Page page) {
    this.page = page;
  }

  /** What is wrong with the page as it is shown now. */
  List<String> of(String name) {
    at(ColorScheme.LIGHT, WIDE, name);
    picture(ColorScheme.LIGHT, WIDE, name);
    barriers(ALL_RULES, name);
    at(ColorScheme.LIGHT, NARROW, name);
    barriers(ALL_BUT_COLOURS, name + " at " + NARROW + " px");
    at(ColorScheme.DARK, NARROW, name);
    picture(ColorScheme.DARK, NARROW, name);
    barriers(COLOURS, name + " in the dark");
    at(ColorScheme.LIGHT, WIDE, name);
    return found;
  }

  private void at(ColorScheme scheme, int width, String name) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, HEIGHT);
    page.evaluate(DRAWN);
    var tooWide = (Integer) page.evaluate(TOO_WIDE);
    if (tooWide > 0) {
      found.add(name + " at " + width + " px scrolls sideways by " + tooWide);
    }
  }

  private void picture(ColorScheme scheme, int width, String name) {
    var file = "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
  }

  private void barriers(Object rules, String look) {
    for (var barrier : violations(WHOLE_PAGE, rules)) {
      found.add(look + ": " + barrier);
    }
  }

  /** What is in the way of somebody in the part of the page that a selector names. */
  List<?> barriersIn(String part) {
    return violations(part, ALL_RULES);
  }

  private List<?> violations(String part, Object rules) {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) {
      // Through the protocol: the page's policy allows no script of others.
      page.evaluate(axe());
    }
    return (List<?>) page.evaluate(VIOLATIONS, List.of(part, rules));
  }

  private static String axe() {
    assumeThat(Files.exists(AXE)).as("npm ci has run in admin-ui").isTrue();
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
