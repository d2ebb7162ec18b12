import assert from 'node:assert/strict';
import request from 'supertest';
import { appUnderTest, withKey } from './http-app.js';

describe('word lists over HTTP', () => {
  for (const path of ['/api/admin/dictionary', '/api/admin/synonyms']) {
    for (const query of ['', '?word=', '?word=&word=']) {
      it(`say that the word to remove is missing: DELETE ${path}${query}`, async () => {
        const { app } = await appUnderTest();
        const { body } = await request(app).delete(`${path}${query}`).set(withKey).expect(400);
        assert.deepEqual([body.parameter, body.detail], ['word', 'word: missing']);
      });
    }

    it(`say of a broken body that it is not JSON: POST ${path}`, async () => {
      const { app } = await appUnderTest();
      const sent = request(app).post(path).set(withKey).type('json').send('{"words":[');
      assert.equal((await sent.expect(400)).body.detail, 'body: not valid JSON');
    });
  }
});
