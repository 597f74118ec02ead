package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The nested names of form encoding, {@code a[b][0][c]=x}, as a tree: every level an object, every
 * leaf a text, {@code a[]} continuing the numbers.
 */
final class Form {
  private static final int MAX_PARAMETERS = 1_000;
  private static final int MAX_DEPTH = 10;

  private Form() {}

  static ObjectNode parse(String encoded) {
    var root = JsonNodeFactory.instance.objectNode();
    if (encoded.isEmpty()) {
      return root;
    }
    var pairs = encoded.split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw StripeError.invalid("Too many parameters: at most " + MAX_PARAMETERS + " are taken.");
    }
    for (var pair : pairs) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals));
        put(root, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return root;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StripeError.invalid("Invalid percent-encoding in the parameters.");
    }
  }

  private static void put(ObjectNode root, String name, String value) {
    var keys = keys(name);
    var level = root;
    for (var key : keys.subList(0, keys.size() - 1)) {
      var member = key.isEmpty() ? nextNumber(level) : key;
      if (!level.has(member)) {
        level.putObject(member);
      }
      if (!(level.get(member) instanceof ObjectNode inner)) {
        throw StripeError.invalid("Invalid parameter: " + name + " is given twice.", name);
      }
      level = inner;
    }
    var last = keys.getLast();
    level.put(last.isEmpty() ? nextNumber(level) : last, value);
  }

  private static String nextNumber(ObjectNode level) {
    var next = 0;
    while (level.has(Integer.toString(next))) {
      next++;
    }
    return Integer.toString(next);
  }

  private static List<String> keys(String name) {
    List<String> keys = new ArrayList<>();
    var open = name.indexOf('[');
    if (open < 0) {
      return List.of(name);
    }
    keys.add(name.substring(0, open));
    while (open >= 0 && open < name.length()) {
      var close = name.indexOf(']', open);
      if (close < 0 || name.charAt(open) != '[' || keys.size() >= MAX_DEPTH) {
        throw StripeError.invalid("Invalid parameter name: " + name, name);
      }
      keys.add(name.substring(open + 1, close));
      open = close + 1;
    }
    return keys;
  }
}
