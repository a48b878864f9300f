import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCodes } from 'fastify';

/** Whatever a survey asks fits in it many times over. */
const LARGEST_FORM = 16 * 1024;

/** How plain forms come in: at surveys alone, so that no form of another site reaches anything else. */
export function receiveSurveyForms(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LARGEST_FORM },
    (request, body, done) => {
      if (request.routeOptions.url?.startsWith('/enkat/')) done(null, new URLSearchParams(body.toString()));
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('application/x-www-form-urlencoded'));
    },
  );
}
