"use strict";

(() => {
  const settings = document.getElementById("swagger-ui").dataset;
  const { document: url, withCredentials, tokenScheme } = settings;
  // Such as "POST /checkout", from a link of the admin panel; Swagger UI's own links look different.
  const wanted = new URLSearchParams(window.location.hash.slice(1)).get("endpoint");

  /** The access token that a call of the token endpoint has brought, if the answer is one. */
  const issuedToken = (response) => {
    const value = response.ok && response.body && response.body.access_token && response.body.access_token.value;
    return typeof value === "string" ? value : undefined;
  };

  /** Says how the payment page was left, from which a buyer comes back to this page. */
  const greetBuyer = () => {
    const query = new URLSearchParams(window.location.search);
    const line = document.getElementById("back");
    line.hidden = !query.has("paid") && !query.has("not_paid");
    line.textContent = pageWords.say(
      query.has("paid") ? "The payment page was completed." : "The payment page was left without paying.",
    );
  };

  /** A call that needs nothing is not shown as one that is authorized already. */
  const honestPadlocks = () => ({
    statePlugins: {
      auth: {
        wrapSelectors: {
          isAuthorized: (original) => (state, choices) =>
            original(choices && choices.filter((choice) => choice.size > 0)),
        },
      },
    },
  });

  /** Has calls carry this token, also when the page is loaded anew: a buyer comes back to it. */
  const authorize = (token) => {
    if (token) {
      ui.preauthorizeApiKey(tokenScheme, token);
    } else {
      ui.authActions.logout([tokenScheme]);
    }
    ui.authActions.persistAuthorizationIfNeeded();
  };

  /** Tells the bar with which token calls are made, whoever has changed it: a log-in, the dialog, an earlier visit. */
  const knownToBar = (original, { authSelectors }) => (change) => {
    const done = original(change);
    const { value } = authSelectors.authorized().toJS()[tokenScheme] || {};
    bar.callsWith(value || "");
    return done;
  };
  const whoCalls = {
    statePlugins: {
      auth: {
        wrapActions: { authorize: knownToBar, logout: knownToBar, restoreAuthorization: knownToBar },
      },
    },
  };

  /** Opens one endpoint as soon as it is drawn. */
  const open = (endpoint, triesLeft = 60) => {
    const [method, path] = endpoint.split(" ");
    const drawn = [...document.querySelectorAll(`.opblock-${method.toLowerCase()} [data-path]`)];
    const found = drawn.find((one) => one.dataset.path === path);
    if (found) {
      found.closest(".opblock").querySelector(".opblock-summary-control").click();
      found.scrollIntoView({ block: "start" });
    } else if (triesLeft > 0) {
      window.setTimeout(() => open(endpoint, triesLeft - 1), 50);
    }
  };

  const bar = settings.logIn && memberLogIn(settings, (token) => tokenScheme && authorize(token));
  const ui = SwaggerUIBundle({
    dom_id: "#swagger-ui",
    url,
    validatorUrl: null,
    deepLinking: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    showCommonExtensions: true,
    defaultModelsExpandDepth: 0,
    withCredentials: withCredentials === "true",
    presets: [SwaggerUIBundle.presets.apis],
    plugins: bar ? [honestPadlocks, whoCalls] : [honestPadlocks],
    onComplete: () => wanted && open(wanted),
    responseInterceptor: (response) => {
      const token = tokenScheme && issuedToken(response);
      if (token) {
        authorize(token);
      }
      if (bar && response.ok) {
        bar.answered(new URL(response.url, window.location.href).pathname);
      }
      return response;
    },
  });

  greetBuyer();
})();
