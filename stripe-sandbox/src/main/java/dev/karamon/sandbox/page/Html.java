package dev.karamon.sandbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML that is safe to show: made from a template of this package, in which every {@code
 * {{name}}} is filled with an escaped text or with another such piece.
 */
final class Html {
  static final Html NOTHING = new Html("");

  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_]+)}}");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /** Fills a template's slots; one without a value is an error. */
  static Html of(String template, Map<String, ?> values) {
    var text = TEMPLATES.computeIfAbsent(template, Html::load);
    var slot = SLOT.matcher(text);
    var filled = new StringBuilder();
    while (slot.find()) {
      var value = Objects.requireNonNull(values.get(slot.group(1)), slot.group(1));
      var shown = value instanceof Html html ? html.markup : escape(String.valueOf(value));
      slot.appendReplacement(filled, Matcher.quoteReplacement(shown));
    }
    return new Html(slot.appendTail(filled).toString());
  }

  /** Pieces one after the other. */
  static Html all(Iterable<Html> pieces) {
    var markup = new StringBuilder();
    pieces.forEach(piece -> markup.append(piece.markup));
    return new Html(markup.toString());
  }

  private static String load(String template) {
    return resource(template + ".html");
  }

  static String resource(String name) {
    try (var in = Objects.requireNonNull(Html.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return markup;
  }
}
