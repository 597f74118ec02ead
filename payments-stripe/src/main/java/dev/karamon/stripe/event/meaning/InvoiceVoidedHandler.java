package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code invoice.voided}: an invoice was forgiven; the subscription need not change by it. */
@AutoService(EventHandler.class)
public final class InvoiceVoidedHandler extends InvoiceHandler {
  @Override
  public String type() {
    return "invoice.voided";
  }
}
