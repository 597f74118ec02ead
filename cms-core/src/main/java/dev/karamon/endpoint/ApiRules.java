package dev.karamon.endpoint;

import dev.karamon.error.CommonError;
import dev.karamon.error.Problems;
import dev.karamon.http.HttpConfig;
import dev.karamon.identity.IdentityProvider;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an API may be set to, whatever its endpoints are. */
final class ApiRules {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final HttpConfig http;

  ApiRules(HttpConfig http) {
    this.http = http;
  }

  /** The API; throws with everything that is wrong with it. */
  Api checked(Api api) {
    var problems = new Problems();
    checkOrigins(api.cors(), problems);
    checkHeaders(api.cors().allowHeaders().orElse(List.of()), problems);
    if (api.cookieSameSite() == SameSite.NONE && !http.secure()) {
      problems.invalid(
          "cookie_same_site",
          "Browsers accept such a cookie over https only, and the public URL of this"
              + " server is not https.");
    }
    api.externalIdentity().ifPresent(provider -> checkProvider(api, provider, problems));
    problems.refuseIfAny(CommonError.REFUSED);
    return api;
  }

  private static void checkProvider(Api api, IdentityProvider provider, Problems problems) {
    provider.check(problems);
    if (provider.takesTokens() && api.security() != ApiSecurity.DYNAMIC_TOKEN) {
      problems.invalid(
          "external_identity",
          "Tokens of other providers are accepted only with the security dynamic_token.");
    }
  }

  private static void checkOrigins(Cors cors, Problems problems) {
    for (int i = 0; i < cors.origins().size(); i++) {
      if (!isOrigin(cors.origins().get(i))) {
        problems.invalid(
            "cors.allow_origins." + i,
            "Write an origin as browsers send it: scheme and host in lower case, such"
                + " as https://shop.example, without a path and without the default port.");
      }
    }
    if (cors.credentials() && cors.origins().contains("*")) {
      problems.invalid(
          "cors.allow_credentials", "Cookies for every origin are not possible; name the origins.");
    }
  }

  private static void checkHeaders(List<String> headers, Problems problems) {
    for (int i = 0; i < headers.size(); i++) {
      if (!HEADER.matcher(headers.get(i)).matches()) {
        problems.invalid("cors.allow_headers." + i, "This is not a header name.");
      }
    }
  }

  /** Compared with what browsers send letter by letter, so anything else would never be met. */
  private static boolean isOrigin(String text) {
    if (text.equals("*")) {
      return true;
    }
    try {
      var uri = URI.create(text);
      var scheme = String.valueOf(uri.getScheme());
      var usual = scheme.equals("https") ? 443 : 80;
      return uri.getHost() != null
          && (scheme.equals("https") || scheme.equals("http"))
          && uri.getPort() != usual
          && text.equals(
              scheme
                  + "://"
                  + uri.getHost().toLowerCase(Locale.ROOT)
                  + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
