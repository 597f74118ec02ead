package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/**
 * {@code invoice.marked_uncollectible}: an invoice was written off. Its subscription is {@code
 * active} again, though nobody has paid.
 */
@AutoService(EventHandler.class)
public final class InvoiceMarkedUncollectibleHandler extends InvoiceHandler {
  @Override
  public String type() {
    return "invoice.marked_uncollectible";
  }
}
