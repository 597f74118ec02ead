package dev.karamon.operation;

import dev.karamon.id.ApiId;
import java.time.Duration;

/** What an operation may know of the API it is called through. */
public record ApiContext(
    ApiId id,
    ApiSecurity security,
    SameSite cookieSameSite,
    Duration accessTokenLifespan,
    Duration refreshTokenLifespan) {}
