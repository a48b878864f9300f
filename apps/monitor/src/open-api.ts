import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The API's description for people at `/api/docs`, for machines at `/api/docs-json`. */
export function serveOpenApi(app: NestFastifyApplication, version: string): void {
  const description =
    'Stadens it ur fem perspektiv: vad som följs upp, vad som lämnats in och vad det betyder. ' +
    'Läsning är öppen om katalogen säger så; allt annat kräver en behörighet (Authorization: Bearer …).';
  const config = new DocumentBuilder()
    .setTitle('Perspektiv')
    .setDescription(description)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config));
}
