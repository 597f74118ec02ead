// Plays a subscription's life through the official client; fails on the first thing that is not as expected.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import Stripe from 'stripe';

const base = new URL(process.argv[2]);
const stripe = new Stripe('sk_test_official', {
  host: base.hostname, port: base.port, protocol: 'http', maxNetworkRetries: 0, telemetry: false,
});
const received = [];
let secret = '';
const receiver = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    received.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), request.headers['stripe-signature'], secret));
    response.end();
  });
});
await new Promise((listening) => receiver.listen(0, '127.0.0.1', listening));
const endpoint = await stripe.webhookEndpoints.create({
  url: `http://127.0.0.1:${receiver.address().port}/`, enabled_events: ['*'],
});
secret = endpoint.secret;

const customer = await stripe.customers.create({ email: 'ann@example.com', metadata: { member: '7' } });
const session = await stripe.checkout.sessions.create({
  mode: 'subscription', customer: customer.id, line_items: [{ price: 'price_gold_monthly', quantity: 1 }],
  success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
  subscription_data: { metadata: { member: '7' } }, expand: ['line_items.data.price.product'],
});
assert.equal(session.line_items.data[0].price.product.name, 'Gold');
const paid = await fetch(session.url, {
  method: 'POST', redirect: 'manual',
  body: new URLSearchParams({ card_number: '4242424242424242', expiry: '12/34', cvc: '123', name: 'Ann' }),
});
assert.equal(paid.status, 303);
const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription.latest_invoice'] });
assert.equal(done.subscription.status, 'active');
assert.equal(done.subscription.latest_invoice.parent.subscription_details.subscription, done.subscription.id);
const ids = [];
for await (const event of stripe.events.list({ limit: 3 })) ids.push(event.id);
assert.equal(new Set(ids).size, ids.length);
assert.ok(ids.length > 10);
const key = { idempotencyKey: 'once' };
const [first, again] = [await stripe.customers.create({ name: 'B' }, key), await stripe.customers.create({ name: 'B' }, key)];
assert.equal(first.id, again.id);
await assert.rejects(stripe.customers.create({ name: 'C' }, key), { type: 'StripeIdempotencyError' });
await assert.rejects(stripe.subscriptions.retrieve('sub_no'), { code: 'resource_missing', param: 'id', statusCode: 404 });
await assert.rejects(stripe.customers.create({ nonsense: 1 }), { code: 'parameter_unknown' });
const { data: [payment] } = await stripe.invoicePayments.list({ invoice: done.subscription.latest_invoice.id });
const { latest_charge: charge } = await stripe.paymentIntents.retrieve(payment.payment.payment_intent, { expand: ['latest_charge'] });
assert.equal(charge.amount, 1500);
assert.equal((await stripe.refunds.create({ charge: charge.id, amount: 500 })).status, 'succeeded');
assert.equal((await stripe.charges.retrieve(charge.id)).amount_refunded, 500);
const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'forever' });
await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'QUARTER' });
const discounted = await stripe.subscriptions.update(done.subscription.id, { discounts: [{ coupon: coupon.id }], expand: ['discounts'] });
assert.equal(discounted.discounts[0].source.coupon, coupon.id);
assert.equal((await stripe.invoices.createPreview({ subscription: discounted.id })).total, 1125);
assert.deepEqual((await stripe.disputes.list({ charge: charge.id })).data, []);
assert.equal((await stripe.subscriptions.cancel(done.subscription.id)).status, 'canceled');
const until = Date.now() + 10_000;
while (!received.some((event) => event.type === 'customer.subscription.deleted')) {
  assert.ok(Date.now() < until, 'customer.subscription.deleted was not delivered');
  await new Promise((later) => setTimeout(later, 20));
}
assert.equal(received.find((event) => event.type === 'checkout.session.completed').data.object.id, session.id);
receiver.close();
receiver.closeAllConnections();
