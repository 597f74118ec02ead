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
    plugins: [honestPadlocks],
    onComplete: () => wanted && open(wanted),
    responseInterceptor: (response) => {
      const token = tokenScheme && issuedToken(response);
      if (token) {
        authorize(token);
      }
      return response;
    },
  });

  if (settings.logIn) {
    memberLogIn(settings, (token) => tokenScheme && authorize(token));
  }
})();
