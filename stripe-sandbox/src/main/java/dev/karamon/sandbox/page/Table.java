package dev.karamon.sandbox.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tables of texts and links. */
final class Table {
  private Table() {}

  static Html of(List<String> head, List<Html> rows) {
    var heads =
        Html.all(head.stream().map(text -> Html.of("table-head", Map.of("text", text))).toList());
    return Html.of("table", Map.of("head", heads, "rows", Html.all(rows)));
  }

  static Html row(Object... cells) {
    var filled =
        Arrays.stream(cells).map(cell -> Html.of("table-cell", Map.of("content", cell))).toList();
    return Html.of("table-row", Map.of("cells", Html.all(filled)));
  }

  /** A text or link that is not broken. */
  static Html whole(Object content) {
    return Html.of("whole", Map.of("content", content));
  }

  /** An id, which is broken where there is no room for it. */
  static Html id(String text) {
    return Html.of("id", Map.of("text", text));
  }

  static Html link(String url, String text) {
    return Html.of("link", Map.of("url", url, "text", text));
  }
}
