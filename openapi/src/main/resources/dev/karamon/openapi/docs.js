"use strict";

(() => {
  const { document: url, withCredentials, tokenScheme } = document.getElementById("swagger-ui").dataset;

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
    responseInterceptor: (response) => {
      const token = tokenScheme && issuedToken(response);
      if (token) {
        ui.preauthorizeApiKey(tokenScheme, token);
        // Kept as one that was typed is: the buyer comes back to a page that is loaded anew.
        ui.authActions.persistAuthorizationIfNeeded();
      }
      return response;
    },
  });
})();
